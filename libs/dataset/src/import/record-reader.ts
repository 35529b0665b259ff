import { ImportError } from './import-error.ts';

/** The cells of one record: cell i is `bytes[starts[i]..ends[i])`, without quotes and outer spaces. */
export type RecordCells = {
  bytes: Buffer;
  starts: Int32Array;
  ends: Int32Array;
  count: number;
  /** 1-based line of the file on which the record starts. */
  line: number;
};

/** What was met on the way besides cells. */
export type RecordTraits = {
  lf: boolean;
  crlf: boolean;
  cr: boolean;
  paddedCells: boolean;
  strayQuotes: boolean;
  blankLines: boolean;
};

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const tab = 9;
const mostColumns = 20_000;

/** Finds the records in one buffer after another; see `readRecords`, which feeds it. */
export class RecordReader {
  readonly record: RecordCells = {
    bytes: Buffer.alloc(0),
    starts: new Int32Array(64),
    ends: new Int32Array(64),
    count: 0,
    line: 1,
  };
  readonly traits: RecordTraits = {
    lf: false,
    crlf: false,
    cr: false,
    paddedCells: false,
    strayQuotes: false,
    blankLines: false,
  };
  stopped = false;
  private readonly delimiter: number;
  private readonly special = new Uint8Array(256);
  /** Cells of the record at hand that hold doubled quotes. They are only rewritten once the record is complete. */
  private readonly escaped: number[] = [];
  private line = 1;
  private blank = false;
  /** The quote, or a number that is no byte where quotes are letters like any other. */
  private readonly quote: number;

  constructor(delimiter: number, quotes: boolean) {
    this.delimiter = delimiter;
    this.quote = quotes ? quote : -1;
    for (const byte of [delimiter, lineFeed, carriageReturn]) this.special[byte] = 1;
    if (quotes) this.special[quote] = 1;
  }

  /** @returns how many bytes were consumed: whole records, all of them when `ended` */
  read(
    bytes: Buffer,
    limit: number,
    ended: boolean,
    onRecord: (record: RecordCells) => boolean | undefined,
  ): number {
    this.record.bytes = bytes;
    let position = 0;
    while (position < limit && !this.stopped) {
      const next = this.readRecord(bytes, position, limit, ended);
      if (next < 0) return position;
      const { starts, ends } = this.record;
      if (this.record.count === 1 && starts[0] === ends[0] && bytes[position] !== this.quote) {
        this.blank = true;
      } else {
        if (this.blank) this.traits.blankLines = true;
        if (onRecord(this.record) === false) this.stopped = true;
      }
      position = next;
    }
    return position;
  }

  /** @returns where the next record starts, or -1 when this one is not complete */
  private readRecord(bytes: Buffer, from: number, limit: number, ended: boolean): number {
    const { special, delimiter, record } = this;
    let count = 0;
    let index = from;
    let lines = 0;
    record.line = this.line;
    if (this.escaped.length > 0) this.escaped.length = 0;
    for (;;) {
      let start = index;
      let first = bytes[start] ?? 0;
      while ((first === space || first === tab) && first !== delimiter) first = bytes[++start] ?? 0;
      let end: number;
      if (first === this.quote && start < limit) {
        const closed = this.findClosingQuote(bytes, start + 1, limit);
        if (closed < 0) {
          if (ended) throw unclosedQuote(record.line + lines);
          return -1;
        }
        for (let at = start + 1; at < closed; at++) if (bytes[at] === lineFeed) lines++;
        if (start > index) this.traits.paddedCells = true;
        index = closed + 1;
        while ((bytes[index] === space || bytes[index] === tab) && bytes[index] !== delimiter) {
          index++;
          this.traits.paddedCells = true;
        }
        if (index >= limit && !ended) return -1;
        const after = bytes[index] ?? 0;
        if (after === quote || special[after] !== 1) throw textAfterQuote(record.line + lines);
        start++;
        end = closed;
        const doubled = bytes.indexOf(quote, start);
        if (doubled >= 0 && doubled < end) this.escaped.push(count);
      } else {
        if (start > index) this.traits.paddedCells = true;
        index = start;
        while (special[bytes[index] ?? 0] === 0) index++;
        while (bytes[index] === this.quote) {
          this.traits.strayQuotes = true;
          index++;
          while (special[bytes[index] ?? 0] === 0) index++;
        }
        end = index;
      }
      const untrimmed = end;
      while (end > start && (bytes[end - 1] === space || bytes[end - 1] === tab)) end--;
      const opening = start;
      while (start < end && (bytes[start] === space || bytes[start] === tab)) start++;
      if (end !== untrimmed || start !== opening) this.traits.paddedCells = true;
      if (count === record.starts.length) this.widen();
      record.starts[count] = start;
      record.ends[count] = end;
      count++;
      const stop = bytes[index] ?? 0;
      if (stop === delimiter && index < limit) {
        index++;
        continue;
      }
      if (index >= limit) {
        if (!ended) return -1;
      } else if (stop === carriageReturn) {
        if (index + 1 >= limit && !ended) return -1;
        if (bytes[index + 1] === lineFeed && index + 1 < limit) {
          this.traits.crlf = true;
          index++;
        } else this.traits.cr = true;
      } else this.traits.lf = true;
      for (const cell of this.escaped) this.unescape(bytes, cell);
      record.count = count;
      this.line += lines + 1;
      return Math.min(index + 1, limit);
    }
  }

  private findClosingQuote(bytes: Buffer, from: number, limit: number): number {
    for (let index = from; index < limit; index++) {
      if (bytes[index] !== quote) continue;
      if (bytes[index + 1] !== quote || index + 1 >= limit) return index;
      index++;
    }
    return -1;
  }

  /** Makes one quote of two, in place; the bytes left over become spaces. */
  private unescape(bytes: Buffer, cell: number): void {
    const end = this.record.ends[cell] ?? 0;
    let to = this.record.starts[cell] ?? 0;
    for (let index = to; index < end; index++) {
      if (bytes[index] === quote) index++;
      bytes[to++] = bytes[index] ?? 0;
    }
    bytes.fill(space, to, end);
    this.record.ends[cell] = to;
  }

  private widen(): void {
    const { record } = this;
    if (record.starts.length > mostColumns) {
      throw new ImportError(
        'DATA_UNUSABLE',
        `Line ${record.line} has more than ${mostColumns} cells.`,
        'Check that the file is a table with one row per line.',
      );
    }
    const wider = (old: Int32Array): Int32Array => {
      const next = new Int32Array(old.length * 2);
      next.set(old);
      return next;
    };
    record.starts = wider(record.starts);
    record.ends = wider(record.ends);
  }
}

/** Quotes that do not pair: either the file is broken, or its quotes are letters like any other. */
export class QuoteError extends ImportError {
  constructor(message: string, hint: string) {
    super('DATA_UNUSABLE', message, hint);
  }
}

/** A quote that no other one closes. */
export function unclosedQuote(line: number): QuoteError {
  return new QuoteError(
    `A quote opened on line ${line} is never closed.`,
    'Close it, or double a quote that belongs to the text: "".',
  );
}

function textAfterQuote(line: number): QuoteError {
  return new QuoteError(
    `On line ${line} text follows a closing quote.`,
    'Double the quotes that belong to the text: "she said ""yes""".',
  );
}
