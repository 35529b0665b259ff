import { ImportError } from './import-error.ts';
import { parseNumber } from './number-cell.ts';

const shownCharacters = 40;

/**
 * Column names from the first line of a table.
 *
 * @throws {ImportError} DATA_UNUSABLE when a name is empty, stands twice or cannot be a key, or when the line
 * looks like data
 */
export function readHeader(cells: readonly string[], fileName: string): readonly string[] {
  if (looksLikeData(cells)) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `The first line of ${fileName} looks like data, not like column names: ${cells.slice(0, 4).map(show).join(', ')}.`,
      'Add a header line with one name per column.',
    );
  }
  const empty = cells.indexOf('');
  if (empty >= 0) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `Column ${empty + 1} of ${fileName} has no name in the header line.`,
      empty === 0
        ? 'Name it, or leave it out. If pandas wrote the file: df.to_csv(path, index=False).'
        : 'Name it, or remove the separator at the end of each line.',
    );
  }
  const seen = new Map<string, number>();
  cells.forEach((name, index) => {
    const earlier = seen.get(name.toLowerCase());
    if (earlier !== undefined) {
      const isSame = cells[earlier] === name;
      throw new ImportError(
        'DATA_UNUSABLE',
        isSame
          ? `Columns ${earlier + 1} and ${index + 1} of ${fileName} are both named ${show(name)}.`
          : `The columns ${show(cells[earlier] ?? '')} and ${show(name)} of ${fileName} differ by case alone.`,
        'Give every column a name of its own.',
      );
    }
    seen.set(name.toLowerCase(), index);
  });
  if (seen.has('__proto__')) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `${fileName} has a column named __proto__, a name that JavaScript keeps for itself.`,
      'Rename the column.',
    );
  }
  return cells;
}

/** Names are rarely numbers: years and running numbers in rising order are, measurements are not. */
function looksLikeData(cells: readonly string[]): boolean {
  const numbers = cells
    .map((cell) => {
      const bytes = Buffer.from(cell);
      return parseNumber(bytes, 0, bytes.length, 46, 0);
    })
    .filter((value) => !Number.isNaN(value));
  return numbers.some(
    (value, index) => !Number.isInteger(value) || value < 0 || value <= (numbers[index - 1] ?? -1),
  );
}

function show(text: string): string {
  return `"${text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text}"`;
}
