import { readings } from './reading.ts';

const zero = 48;
const dash = 45;
const plus = 43;
const dot = 46;
const slash = 47;
const colon = 58;
const space = 32;
const upperT = 84;
const lowerT = 116;
const upperZ = 90;
const lowerZ = 122;

const minuteMs = 60_000;
const dayMs = 86_400_000;
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads one date or timestamp at a time from bytes: three numbers separated by `-`, `/` or `.`, the year
 * with four digits first or last, then perhaps `T` or a space, `hh:mm`, `:ss`, a fraction, AM or PM, and `Z`
 * or an offset. Its fields hold the last cell read, so that a million cells make no garbage.
 */
export class DateCell {
  private first = 0;
  private second = 0;
  private third = 0;
  private timeMs = 0;
  private offsetMinutes = 0;
  private index = 0;
  private digits = 0;
  /** The fraction of a second as written, from its dot on, and the offset in ISO 8601. */
  private fraction = '';
  private offset = '';
  /** The readings that fit, as bits: 0 when the cell is no date. */
  mask = 0;
  hasTime = false;
  isDotted = false;
  /** Written exactly as ISO 8601 asks. */
  isIso = false;
  /** As ISO 8601 asks but for a space instead of the `T`, with seconds: how most programs write a moment. */
  isSpacedIso = false;

  /** @returns whether `bytes[start..end)` is a date in at least one reading */
  read(bytes: Buffer, start: number, end: number): boolean {
    this.mask = 0;
    this.hasTime = false;
    this.isSpacedIso = false;
    this.timeMs = 0;
    this.offsetMinutes = 0;
    this.fraction = '';
    this.offset = '';
    if (end - start < 8 || end - start > 40) return false;
    this.index = start;
    this.first = this.number(bytes, end, 4);
    const yearFirst = this.digits === 4;
    if (this.digits === 0 || this.digits === 3) return false;
    const padded = this.digits;
    const separator = bytes[this.index] ?? 0;
    if (separator !== dash && separator !== slash && separator !== dot) return false;
    this.index++;
    this.second = this.number(bytes, end, 2);
    const secondPadded = this.digits;
    if (this.digits === 0 || bytes[this.index] !== separator) return false;
    this.index++;
    this.third = this.number(bytes, end, yearFirst ? 2 : 4);
    if (yearFirst ? this.digits === 0 : this.digits !== 4) return false;
    this.isDotted = separator === dot;
    this.isIso =
      padded === 4 && separator === dash && secondPadded === 2 && this.digits === 2 && yearFirst;
    if (yearFirst) {
      if (isDay(this.first, this.second, this.third)) this.mask = readings.yearFirst;
    } else {
      if (isDay(this.third, this.second, this.first)) this.mask |= readings.dayFirst;
      if (isDay(this.third, this.first, this.second)) this.mask |= readings.monthFirst;
    }
    if (this.mask !== 0 && this.index < end && !this.time(bytes, end)) this.mask = 0;
    return this.mask !== 0;
  }

  /** Milliseconds since 1970 (UTC) of the last cell, read with the year, day or month first. */
  milliseconds(reading: number): number {
    const [year, month, day] = this.parts(reading);
    return daysSince1970(year, month, day) * dayMs + this.timeMs - this.offsetMinutes * minuteMs;
  }

  /** The last cell in ISO 8601, with a time when `asTimestamp`. Fractions and offsets are kept. */
  iso(reading: number, asTimestamp: boolean): string {
    const [year, month, day] = this.parts(reading);
    const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
    if (!asTimestamp) return date;
    const seconds = Math.floor(this.timeMs / 1000);
    const hours = pad(Math.floor(seconds / 3600), 2);
    const minutes = pad(Math.floor(seconds / 60) % 60, 2);
    return `${date}T${hours}:${minutes}:${pad(seconds % 60, 2)}${this.fraction}${this.offset}`;
  }

  private parts(reading: number): readonly [number, number, number] {
    if (reading === readings.yearFirst) return [this.first, this.second, this.third];
    if (reading === readings.dayFirst) return [this.third, this.second, this.first];
    return [this.third, this.first, this.second];
  }

  private number(bytes: Buffer, end: number, longest: number): number {
    let value = 0;
    const from = this.index;
    while (this.index < end && this.index - from < longest) {
      const digit = (bytes[this.index] ?? 0) - zero;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      this.index++;
    }
    this.digits = this.index - from;
    return value;
  }

  private time(bytes: Buffer, end: number): boolean {
    const separator = bytes[this.index] ?? 0;
    if (separator !== space && separator !== upperT && separator !== lowerT) return false;
    this.isIso &&= separator !== lowerT;
    this.index++;
    let hours = this.number(bytes, end, 2);
    this.isIso &&= this.digits === 2;
    if (this.digits === 0 || bytes[this.index] !== colon) return false;
    this.index++;
    const minutes = this.number(bytes, end, 2);
    if (this.digits !== 2) return false;
    let seconds = 0;
    const hasSeconds = bytes[this.index] === colon && this.index < end;
    if (hasSeconds) {
      this.index++;
      seconds = this.number(bytes, end, 2);
      if (this.digits !== 2) return false;
    }
    let milliseconds = 0;
    if (bytes[this.index] === dot && this.index < end) {
      const from = this.index++;
      const fraction = this.number(bytes, end, 9);
      if (this.digits < 1) return false;
      milliseconds = Math.floor(fraction / 10 ** (this.digits - 3));
      this.fraction = bytes.toString('latin1', from, this.index);
    }
    const rest = this.index < end ? this.rest(bytes, end) : '';
    if (rest === 'am' || rest === 'pm') {
      if (hours < 1 || hours > 12) return false;
      hours = (hours % 12) + (rest === 'pm' ? 12 : 0);
      this.isIso = false;
    } else if (this.index < end && !this.zone(bytes, end)) return false;
    if (hours > 23 || minutes > 59 || seconds > 59) return false;
    this.timeMs = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
    this.hasTime = true;
    this.isSpacedIso = this.isIso && separator === space && hasSeconds;
    this.isIso &&= separator === upperT;
    return true;
  }

  private rest(bytes: Buffer, end: number): string {
    return bytes.toString('latin1', this.index, end).trim().toLowerCase();
  }

  private zone(bytes: Buffer, end: number): boolean {
    const sign = bytes[this.index] ?? 0;
    if (sign === upperZ || sign === lowerZ) {
      this.isIso &&= sign === upperZ;
      this.offset = 'Z';
      return this.index + 1 === end;
    }
    if (sign !== plus && sign !== dash) return false;
    this.index++;
    const hours = this.number(bytes, end, 2);
    if (this.digits !== 2 || hours > 14) return false;
    const hasColon = bytes[this.index] === colon && this.index < end;
    if (hasColon) this.index++;
    const minutes = this.number(bytes, end, 2);
    if ((this.digits !== 2 && (hasColon || this.digits !== 0)) || minutes > 59) return false;
    this.isIso &&= hasColon;
    this.offsetMinutes = (sign === dash ? -1 : 1) * (hours * 60 + minutes);
    this.offset = `${sign === dash ? '-' : '+'}${pad(hours, 2)}:${pad(minutes, 2)}`;
    return this.index === end;
  }
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  if (month === 2 && day === 29) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (monthDays[month - 1] ?? 0);
}

/** Proleptic Gregorian. @see https://howardhinnant.github.io/date_algorithms.html#days_from_civil */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
