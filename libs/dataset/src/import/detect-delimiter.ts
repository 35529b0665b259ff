import { openByteSource } from './byte-source.ts';
import type { Dialect, Encoding } from './file-profile.ts';
import { ImportError } from './import-error.ts';
import { readRecords } from './read-records.ts';

export type Delimiter = Dialect['delimiter'];

const candidates: readonly Delimiter[] = [',', ';', '\t', '|'];
const recordsLookedAt = 200;

/**
 * The character that separates cells: the one that cuts the first 200 records into the same number of cells as
 * the header most often, then the one that gives more cells. A comma when nothing separates anything.
 */
export async function detectDelimiter(path: string, encoding: Encoding): Promise<Delimiter> {
  let best: { delimiter: Delimiter; share: number; cells: number } | null = null;
  for (const delimiter of candidates) {
    const counts = await cellCounts(path, encoding, delimiter);
    const cells = counts[0] ?? 0;
    if (cells < 2) continue;
    const share = counts.filter((count) => count === cells).length / counts.length;
    const isBetter =
      best === null ||
      share > best.share + 0.05 ||
      (share > best.share - 0.05 && cells > best.cells);
    if (isBetter) best = { delimiter, share, cells };
  }
  return best?.delimiter ?? ',';
}

async function cellCounts(
  path: string,
  encoding: Encoding,
  delimiter: Delimiter,
): Promise<readonly number[]> {
  const counts: number[] = [];
  const source = openByteSource(path, encoding);
  try {
    await readRecords(source, delimiter.charCodeAt(0), (record) => {
      counts.push(record.count);
      return counts.length < recordsLookedAt;
    });
  } catch (error) {
    // A wrong delimiter may leave quotes in the middle of cells: what was read until there still counts.
    if (!(error instanceof ImportError)) throw error;
  } finally {
    source.close();
  }
  return counts;
}
