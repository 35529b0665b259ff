/**
 * The ways in which the text of a cell can be read. A column has one reading: the first of these that fits
 * all of its cells.
 */
export const readings = {
  /** `1234.5` */
  point: 1,
  /** `1234,5` */
  comma: 2,
  /** `1,234.5` */
  groupedByComma: 4,
  /** `1.234,5` */
  groupedByPoint: 8,
  /** `true`, `FALSE` */
  boolean: 16,
  /** `2024-12-31`, `2024/12/31 10:00` */
  yearFirst: 32,
  /** `31.12.2024` */
  dayFirst: 64,
  /** `12/31/2024` */
  monthFirst: 128,
  /** Anything. */
  text: 256,
} as const;

export type Reading = keyof typeof readings;

/** Every reading at once: what an empty column still could be. */
export const everyReading = 255;

const numberReadings: ReadonlySet<Reading> = new Set<Reading>([
  'point',
  'comma',
  'groupedByComma',
  'groupedByPoint',
]);
const dateReadings: ReadonlySet<Reading> = new Set<Reading>([
  'yearFirst',
  'dayFirst',
  'monthFirst',
]);

export function isNumberReading(reading: Reading): boolean {
  return numberReadings.has(reading);
}

export function isDateReading(reading: Reading): boolean {
  return dateReadings.has(reading);
}

/** What helps to choose between readings that all fit. */
export type ReadingEvidence = {
  /** A cell such as `1,234,567` or `1.234,5`, in which a sign can only group thousands. */
  readonly grouping: boolean;
  /** The file separates its cells by something other than a comma, as where the comma is the decimal sign. */
  readonly commaFree: boolean;
  /** A dot separates day, month and year. */
  readonly dottedDates: boolean;
};

/**
 * The reading of a column whose cells all fit the readings in `mask` (bits of `readings`).
 * `1,234` in a comma-separated file could be either number: it stays text. Days and months that could be
 * swapped are read day first, except slashes in a comma-separated file, the American custom.
 */
export function chooseReading(mask: number, evidence: ReadingEvidence): Reading {
  const fits = (reading: Reading): boolean => (mask & readings[reading]) !== 0;
  if (fits('point')) return 'point';
  if (fits('groupedByComma') && evidence.grouping) return 'groupedByComma';
  if (fits('groupedByPoint') && evidence.grouping && !fits('comma')) return 'groupedByPoint';
  if (fits('comma') && (evidence.commaFree || !fits('groupedByComma'))) return 'comma';
  if (fits('boolean')) return 'boolean';
  if (fits('yearFirst')) return 'yearFirst';
  if (fits('dayFirst') && fits('monthFirst')) {
    return evidence.dottedDates || evidence.commaFree ? 'dayFirst' : 'monthFirst';
  }
  if (fits('dayFirst')) return 'dayFirst';
  if (fits('monthFirst')) return 'monthFirst';
  return 'text';
}
