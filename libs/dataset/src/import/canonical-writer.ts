import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

const flushAt = 1 << 20;
const comma = 44;
const lineFeed = 10;
const quote = 34;

/** Writes canonical CSV: UTF-8, commas, line feeds, quotes only where a cell needs them; hashes in passing. */
export class CanonicalWriter {
  private buffer = Buffer.allocUnsafe(flushAt * 2);
  private used = 0;
  private cells = 0;
  private readonly hash = createHash('sha256');
  private readonly file: number;
  private rowStart = 0;
  bytes = 0;
  rows = 0;

  constructor(path: string) {
    this.file = openSync(path, 'w');
  }

  /** A cell as text; an empty one is missing. */
  addText(text: string): void {
    this.separate();
    this.room(text.length * 6 + 2);
    if (/[",\r\n]/.test(text) || text.trim() !== text) {
      this.used += this.buffer.write(`"${text.replaceAll('"', '""')}"`, this.used, 'utf8');
    } else this.used += this.buffer.write(text, this.used, 'utf8');
  }

  /** A cell as bytes that are written as they are, when they need no quotes. */
  addBytes(bytes: Buffer, start: number, end: number): void {
    this.room(end - start + 1);
    const { buffer } = this;
    // Byte by byte: to call a copy costs more than the few bytes of a cell.
    let to = this.cells === 0 ? this.used : this.used + 1;
    for (let index = start; index < end; index++) {
      const byte = bytes[index] ?? 0;
      if (byte === comma || byte === lineFeed || byte === quote || byte === 13) {
        this.addText(bytes.toString('utf8', start, end));
        return;
      }
      buffer[to++] = byte;
    }
    if (this.cells++ > 0) buffer[this.used] = comma;
    this.used = to;
  }

  endRow(): void {
    this.room(3);
    // A lone empty cell would be an empty line.
    if (this.used === this.rowStart) {
      this.buffer[this.used++] = quote;
      this.buffer[this.used++] = quote;
    }
    this.buffer[this.used++] = lineFeed;
    this.cells = 0;
    this.rows++;
    if (this.used >= flushAt) this.flush();
    this.rowStart = this.used;
  }

  /** Writes what is left and closes the file. `rows` counts the header too. */
  finish(): { readonly sha256: string; readonly bytes: number } {
    this.flush();
    closeSync(this.file);
    return { sha256: this.hash.digest('hex'), bytes: this.bytes };
  }

  abandon(): void {
    closeSync(this.file);
  }

  private separate(): void {
    if (this.cells++ === 0) return;
    this.room(1);
    this.buffer[this.used++] = comma;
  }

  private room(bytes: number): void {
    if (this.used + bytes <= this.buffer.length) return;
    this.buffer = Buffer.concat([this.buffer], this.used + bytes * 2);
  }

  private flush(): void {
    const chunk = this.buffer.subarray(0, this.used);
    this.hash.update(chunk);
    let written = 0;
    while (written < chunk.length) written += writeSync(this.file, chunk, written);
    this.bytes += chunk.length;
    this.used = 0;
  }
}
