import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from './byte-source.ts';
import { NotUtf8, readRecords } from './read-records.ts';

/** A source that hands out `step` bytes at a time, to cut records everywhere. */
function sourceOf(bytes: Buffer, step: number): ByteSource {
  let position = 0;
  return {
    encoding: 'utf-8',
    fill: (target, offset) => {
      const count = bytes.copy(target, offset, position, Math.min(position + step, bytes.length));
      position += count;
      return count;
    },
    digest: () => ({ sha256: '', bytes: position }),
    close: () => undefined,
  };
}

async function read(text: string | Buffer, step = 7, delimiter = ',') {
  const records: string[][] = [];
  const lines: number[] = [];
  const source = sourceOf(Buffer.from(text), step);
  const traits = await readRecords(source, delimiter.charCodeAt(0), (record) => {
    const cells: string[] = [];
    for (let index = 0; index < record.count; index++) {
      cells.push(record.bytes.toString('utf8', record.starts[index], record.ends[index]));
    }
    records.push(cells);
    lines.push(record.line);
    return true;
  });
  return { records, lines, traits };
}

function quoteCell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

describe('readRecords', () => {
  it('gives back any quoted table, wherever the stream is cut and whatever the line ends', async () => {
    const cell = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => `.${text}.`);
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    await fc.assert(
      fc.asyncProperty(
        table,
        ends,
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (rows, end, step, last) => {
          const text = rows.map((row) => row.map(quoteCell).join(',')).join(end);
          const { records } = await read(text + (last ? end : ''), step);
          expect(records).toEqual(rows);
        },
      ),
    );
  });

  it('gives back plain cells, empty ones among them', async () => {
    const cell = fc.stringMatching(/^[a-z0-9 é.]{0,6}$/).map((text) => text.trim());
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, step) => {
        const { records } = await read(rows.map((row) => row.join(';')).join('\n'), step, ';');
        expect(records).toEqual(rows);
      }),
    );
  });

  it('trims spaces around cells and says so', async () => {
    const { records, traits } = await read('a , b\n "x y" ,\tz\n');
    expect(records).toEqual([
      ['a', 'b'],
      ['x y', 'z'],
    ]);
    expect(traits.paddedCells).toBe(true);
  });

  it('keeps quotes inside an unquoted cell and says so', async () => {
    const { records, traits } = await read('a,b\n5" pipe,it"s\n');
    expect(records[1]).toEqual(['5" pipe', 'it"s']);
    expect(traits.strayQuotes).toBe(true);
  });

  it('skips empty lines, of which only those between rows count', async () => {
    const within = await read('a,b\n\n1,2\n');
    expect(within.records).toHaveLength(2);
    expect(within.traits.blankLines).toBe(true);
    const after = await read('a,b\n1,2\n\n\n');
    expect(after.records).toHaveLength(2);
    expect(after.traits.blankLines).toBe(false);
  });

  it('numbers the lines of the file, line breaks within cells included', async () => {
    const { lines } = await read('a,b\n"x\ny\nz",1\n2,3\n');
    expect(lines).toEqual([1, 2, 5]);
  });

  it('grows for a record longer than its buffer', async () => {
    const long = 'x'.repeat(3_000_000);
    const { records } = await read(`a,b\n"${long}",1\n`, 1 << 20);
    expect(records[1]?.[0]?.length).toBe(3_000_000);
  });

  it('names the line of a quote that is not closed', async () => {
    await expect(read('a,b\n1,2\n3,"x\n4,5\n')).rejects.toThrow('A quote opened on line 3');
  });

  it('names the line on which text follows a closing quote', async () => {
    await expect(read('a,b\n"x"y,2\n')).rejects.toThrow('On line 2 text follows');
  });

  it('notices bytes that are no UTF-8', async () => {
    await expect(read(Buffer.from('a,b\nM\xfcller,2\n', 'latin1'))).rejects.toThrow(NotUtf8);
  });
});
