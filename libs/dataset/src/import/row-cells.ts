import type { Value } from '@create-mlops/contracts';

/** Rows that arrive as values, laid out as the cells that a delimited file would have. */
export class RowCells {
  bytes = Buffer.allocUnsafe(65_536);
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  private used = 0;
  private count = 0;

  constructor(width: number) {
    this.starts = new Int32Array(width);
    this.ends = new Int32Array(width);
  }

  clear(): void {
    this.used = 0;
    this.count = 0;
  }

  add(value: Value): void {
    const text = value === null ? '' : String(value);
    const most = this.used + text.length * 3;
    if (most > this.bytes.length) this.bytes = Buffer.concat([this.bytes], most * 2);
    this.starts[this.count] = this.used;
    this.used += this.bytes.write(text, this.used, 'utf8');
    this.ends[this.count++] = this.used;
  }
}
