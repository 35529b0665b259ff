import type { Value } from '@create-mlops/contracts';
import type { ByteSource } from './byte-source.ts';
import { ImportError } from './import-error.ts';
import { longLine, readLines } from './read-lines.ts';

/**
 * The objects of a JSONL file, one a line. Empty lines are skipped.
 *
 * @throws {ImportError} DATA_UNUSABLE naming the line that is no flat JSON object
 */
export async function readJsonRows(
  source: ByteSource,
  fileName: string,
  onRow: (row: ReadonlyMap<string, Value>) => boolean,
): Promise<void> {
  await readLines(source, fileName, (text, line) => {
    if (text.trim() === '') return true;
    return onRow(parseRow(text, line, fileName));
  });
}

function parseRow(text: string, line: number, fileName: string): ReadonlyMap<string, Value> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `Line ${line} of ${fileName} is not JSON: ${longLine(text)}`,
      'Write one JSON object per line.',
      { cause },
    );
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `Line ${line} of ${fileName} is not an object: ${longLine(text)}`,
      'Write one JSON object per line, with column names as keys.',
    );
  }
  const row = new Map<string, Value>();
  for (const [name, value] of Object.entries(parsed)) {
    if (!isValue(value)) {
      throw new ImportError(
        'DATA_UNUSABLE',
        `On line ${line} of ${fileName}, "${name}" holds a list or an object.`,
        'Flatten it into columns that hold one value each.',
      );
    }
    row.set(name, value);
  }
  return row;
}

function isValue(value: unknown): value is Value {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
