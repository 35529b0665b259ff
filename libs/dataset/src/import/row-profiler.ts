import type { Value } from '@create-mlops/contracts';
import { isBoolean, numberSigns } from './cell-readings.ts';
import { ColumnAccumulator, type ColumnPlan } from './column-accumulator.ts';
import { DateCell } from './date-cell.ts';
import type { ColumnSummary, RowSample } from './file-profile.ts';
import { isMissingToken } from './missing-token.ts';
import { parseNumber } from './number-cell.ts';
import { isNumberReading, readings } from './reading.ts';
import { RowCounter } from './row-counter.ts';
import { RowReservoir } from './row-reservoir.ts';

/** Slots for different values in all columns together: 32 MiB. */
const valueBudget = 1 << 22;
/** Cells kept of sampled rows. */
const sampledCells = 200_000;
const mostSampledRows = 5000;
const fewestSampledRows = 200;

/** One pass over the rows of a file, whatever its format. */
export class RowProfiler {
  readonly columns: readonly ColumnAccumulator[];
  rows = 0;
  private readonly counter = new RowCounter();
  private readonly reservoir: RowReservoir;
  private readonly rowNumbers: number[] = [];
  private readonly sampled: Value[][];
  private readonly date = new DateCell();

  constructor(names: readonly string[], plans: readonly ColumnPlan[], seed: number) {
    const width = Math.max(1, names.length);
    const budget = { slots: Math.max(valueBudget, width * 4096) };
    this.columns = names.map((name, index) => {
      const plan = plans[index] ?? { reading: 'text', survey: true };
      return new ColumnAccumulator(name, plan, budget);
    });
    const size = Math.floor(sampledCells / width);
    this.reservoir = new RowReservoir(
      Math.max(fewestSampledRows, Math.min(mostSampledRows, size)),
      seed,
    );
    this.sampled = names.map(() => []);
  }

  /** One row of text cells, `names.length` of them. */
  addCells(bytes: Buffer, starts: Int32Array, ends: Int32Array): void {
    const { columns, counter } = this;
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index];
      if (column === undefined) continue;
      column.add(bytes, starts[index] ?? 0, ends[index] ?? 0);
      counter.addCell(column.key);
    }
    counter.endRow();
    this.rows++;
    if (this.rows !== this.reservoir.next) return;
    this.reservoir.take();
    const { slot } = this.reservoir;
    this.rowNumbers[slot] = this.rows;
    for (let index = 0; index < columns.length; index++) {
      const cells = this.sampled[index];
      const column = columns[index];
      if (cells === undefined || column === undefined) continue;
      cells[slot] = this.valueOf(column, bytes, starts[index] ?? 0, ends[index] ?? 0);
    }
  }

  /** What the next pass must read otherwise; `null` when this pass is good. */
  revise(commaFree: boolean): readonly ColumnPlan[] | null {
    const plans = this.columns.map((column) => column.nextPlan(commaFree));
    const isSettled = this.columns.every(
      (column, index) => !column.broken && !isChanged(column, plans[index]),
    );
    return isSettled ? null : plans;
  }

  finish(): {
    readonly rows: number;
    readonly columns: readonly ColumnSummary[];
    readonly distinctRows: number;
    readonly distinctRowsExact: boolean;
    readonly sample: RowSample;
  } {
    return {
      rows: this.rows,
      columns: this.columns.map((column) => column.finish()),
      distinctRows: Math.min(this.rows, this.counter.distinct),
      distinctRowsExact: this.counter.isExact,
      sample: { rowNumbers: this.rowNumbers, columns: this.sampled },
    };
  }

  private valueOf(column: ColumnAccumulator, bytes: Buffer, start: number, end: number): Value {
    if (start >= end) return null;
    const { reading } = column;
    if (reading === 'text') return bytes.toString('utf8', start, end);
    if (isMissingToken(bytes, start, end)) return null;
    if (isNumberReading(reading)) {
      const { decimal, group } = numberSigns(readings[reading]);
      const value = parseNumber(bytes, start, end, decimal, group);
      return Number.isNaN(value) ? null : value;
    }
    if (reading === 'boolean') return isBoolean(bytes, start, end) ? end - start === 4 : null;
    if (!this.date.read(bytes, start, end)) return null;
    return this.date.iso(readings[reading], this.date.hasTime);
  }
}

/** A survey that ends in text has already counted its texts: no other pass is needed. */
function isChanged(column: ColumnAccumulator, plan: ColumnPlan | undefined): boolean {
  return plan !== undefined && plan.reading !== column.reading;
}
