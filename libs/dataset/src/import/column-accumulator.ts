import { cellReadings, isBoolean, numberSigns } from './cell-readings.ts';
import { DateCell } from './date-cell.ts';
import { DistinctCounter, type SlotBudget } from './distinct-counter.ts';
import type { ColumnSummary } from './file-profile.ts';
import { isMissingToken } from './missing-token.ts';
import { parseNumber } from './number-cell.ts';
import {
  chooseReading,
  everyReading,
  isDateReading,
  isNumberReading,
  type Reading,
  readings,
} from './reading.ts';
import { textKey } from './row-counter.ts';
import { summarizeColumn } from './summarize-column.ts';

/** Values whose text and count are kept. */
export const keptValues = 1000;
const keptTokens = 20;
/** Exact for 1.4 million different values: whether an id is unique must be known for a million rows. */
const mostSlots = 1 << 21;
/** Fractions and dates are no ids: exact for 180,000. */
const mostMinorSlots = 1 << 18;

/** How a pass reads a column; a survey finds out which readings fit instead of trusting one. */
export type ColumnPlan = { readonly reading: Reading; readonly survey: boolean };

/** Takes in the cells of one column one after another and sums them up in bounded memory. */
export class ColumnAccumulator {
  readonly name: string;
  readonly reading: Reading;
  readonly survey: boolean;
  /** A cell did not fit the reading: this pass is void for the column. */
  broken = false;
  /** What the last cell is for counting rows: its number, its text's hash, NaN when missing. */
  key = Number.NaN;
  mask = everyReading;
  grouping = false;
  dottedDates = false;
  count = 0;
  missing = 0;
  readonly tokens = new Map<string, number>();
  /** Cells of a survey that may turn out to be missing. */
  private tokenCells = 0;
  minimum = Number.POSITIVE_INFINITY;
  maximum = Number.NEGATIVE_INFINITY;
  mean = 0;
  /** Sum of squared distances from the mean (Welford). */
  squares = 0;
  hasFractions = false;
  decimals = false;
  isIso = true;
  hasTime = false;
  hasDateOnly = false;
  shortest = Number.POSITIVE_INFINITY;
  longest = 0;
  readonly distinct: DistinctCounter;
  readonly labels = new Map<number, string>();
  private readonly isNumber: boolean;
  private readonly bits: number;
  private readonly decimal: number;
  private readonly group: number;
  private readonly date = new DateCell();

  constructor(name: string, plan: ColumnPlan, budget: SlotBudget) {
    this.name = name;
    this.reading = plan.reading;
    this.survey = plan.survey;
    if (!plan.survey && plan.reading === 'text') this.mask = 0;
    this.isNumber = !plan.survey && isNumberReading(plan.reading);
    this.bits = plan.survey ? readings.text : readings[plan.reading];
    const signs = numberSigns(this.bits);
    this.decimal = signs.decimal;
    this.group = signs.group;
    this.distinct = new DistinctCounter(
      isDateReading(plan.reading) ? mostMinorSlots : mostSlots,
      budget,
    );
  }

  /** One cell: `bytes[start..end)`, missing when empty. */
  add(bytes: Buffer, start: number, end: number): void {
    if (start >= end) {
      this.addMissing();
      return;
    }
    if (this.isNumber) {
      const value = parseNumber(bytes, start, end, this.decimal, this.group);
      if (!Number.isNaN(value)) {
        if (!this.decimals) this.decimals = this.hasDecimalSign(bytes, start, end);
        const width = end - start;
        if (width < this.shortest) this.shortest = width;
        if (width > this.longest) this.longest = width;
        this.addNumber(value);
        return;
      }
    }
    this.addOther(bytes, start, end);
  }

  addMissing(): void {
    this.missing++;
    this.key = Number.NaN;
  }

  /** A number that arrives as a number, for a column read with a decimal point. */
  addNumber(value: number): void {
    const count = ++this.count;
    this.key = value;
    if (value < this.minimum) this.minimum = value;
    if (value > this.maximum) this.maximum = value;
    const distance = value - this.mean;
    this.mean += distance / count;
    this.squares += distance * (value - this.mean);
    if (!this.hasFractions && value !== Math.trunc(value)) {
      this.hasFractions = true;
      this.distinct.limitTo(mostMinorSlots);
    }
    this.distinct.add(value);
  }

  /** The plan of the next pass: other than this one's when this one did not fit. */
  nextPlan(commaFree: boolean): ColumnPlan {
    if (this.broken) return { reading: 'text', survey: true };
    if (!this.survey) return { reading: this.reading, survey: false };
    const { grouping, dottedDates } = this;
    if (!this.hasValues) return { reading: 'point', survey: false };
    return {
      reading: chooseReading(this.mask, { grouping, commaFree, dottedDates }),
      survey: false,
    };
  }

  /** Whether any cell is neither empty nor a missing token. */
  get hasValues(): boolean {
    return this.count > this.tokenCells;
  }

  finish(): ColumnSummary {
    return summarizeColumn(this);
  }

  private addOther(bytes: Buffer, start: number, end: number): void {
    const width = end - start;
    if (this.bits !== readings.text || this.mask !== 0) {
      if (isMissingToken(bytes, start, end)) {
        const token = bytes.toString('latin1', start, end);
        if (this.tokens.size < keptTokens || this.tokens.has(token)) {
          this.tokens.set(token, (this.tokens.get(token) ?? 0) + 1);
        }
        if (this.bits !== readings.text) {
          this.addMissing();
          return;
        }
        this.tokenCells++;
      } else if (this.survey) this.surveyCell(bytes, start, end);
    }
    if (width < this.shortest) this.shortest = width;
    if (width > this.longest) this.longest = width;
    if (this.bits === readings.text) this.addText(bytes, start, end);
    else if (this.bits === readings.boolean && isBoolean(bytes, start, end)) {
      const value = width === 4 ? 1 : 0;
      this.count++;
      this.key = value;
      this.distinct.add(value);
    } else if (isDateReading(this.reading) && this.date.read(bytes, start, end)) {
      this.mask &= this.date.mask;
      if ((this.date.mask & this.bits) === 0) this.broken = true;
      this.addDate();
    } else this.broken = true;
  }

  private hasDecimalSign(bytes: Buffer, start: number, end: number): boolean {
    for (let index = start; index < end; index++) if (bytes[index] === this.decimal) return true;
    return false;
  }

  private surveyCell(bytes: Buffer, start: number, end: number): void {
    const fits = cellReadings(bytes, start, end, this.date);
    this.mask &= fits;
    const grouped = readings.groupedByComma | readings.groupedByPoint;
    if ((fits & grouped) !== 0 && (fits & (readings.point | readings.comma)) === 0) {
      this.grouping = true;
    }
    if ((fits & (readings.dayFirst | readings.monthFirst)) !== 0 && this.date.isDotted) {
      this.dottedDates = true;
    }
  }

  private addDate(): void {
    const value = this.date.milliseconds(this.bits);
    if (!this.date.isIso) this.isIso = false;
    if (this.date.hasTime) this.hasTime = true;
    else this.hasDateOnly = true;
    this.count++;
    this.key = value;
    if (value < this.minimum) this.minimum = value;
    if (value > this.maximum) this.maximum = value;
    this.distinct.add(value);
  }

  private addText(bytes: Buffer, start: number, end: number): void {
    let high = 0x811c9dc5;
    let low = 0x9747b28c;
    for (let index = start; index < end; index++) {
      const byte = bytes[index] ?? 0;
      high = Math.imul(high ^ byte, 0x01000193);
      low = Math.imul((low ^ (low >>> 15)) + byte, 0x85ebca6b);
    }
    high = Math.imul(high ^ (high >>> 16), 0xc2b2ae35);
    low = Math.imul(low ^ (low >>> 13), 0x27d4eb2f);
    const key = textKey(high, low);
    this.count++;
    this.key = key;
    if (this.distinct.add(key) && this.labels.size < keptValues) {
      this.labels.set(key, bytes.toString('utf8', start, end));
    }
  }
}
