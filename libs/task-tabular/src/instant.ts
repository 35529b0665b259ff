const pattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * An ISO 8601 date or timestamp as milliseconds since 1970-01-01 UTC. Text without an offset is read as UTC, never in
 * the machine's own zone: the same row must mean the same in training and in the service.
 * @returns NaN where the text is no such date.
 * @example
 * instant('1970-01-02') // 86400000
 * instant('1970-01-01T02:00:00+02:00') // 0
 */
export function instant(text: string): number {
  const match = pattern.exec(text);
  if (!match) return Number.NaN;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone] = match;
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.slice(0, 3).padEnd(3, '0')),
  );
  if (zone === undefined || zone === 'Z') return local;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0);
  return zone.startsWith('-') ? local + minutes * 60_000 : local - minutes * 60_000;
}
