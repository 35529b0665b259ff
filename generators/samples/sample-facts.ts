import { createHash } from 'node:crypto';
import type { LockedFile } from '@create-mlops/contracts';

/** What the lock says of a sample's bytes. Found out when the payload is made, not whenever a project is. */
export type SampleFacts = {
  readonly sha256: string;
  readonly rows: number;
  readonly columns: readonly string[];
  /** Rows per class in the order of their names; empty for regression. */
  readonly classes: Readonly<Record<string, number>>;
  /** The folder of the files that rows refer to. */
  readonly content: readonly LockedFile[];
};

/**
 * @param target the column whose classes are counted; `null` for regression.
 * @param held what the rows refer to: files by path below `data/raw/<name>/`.
 */
export function sampleFacts(
  csv: string,
  target: string | null,
  held: { readonly name: string; readonly files?: ReadonlyMap<string, Uint8Array> | undefined },
): SampleFacts {
  const [header = '', ...lines] = csv.trimEnd().split('\n');
  const columns = header.split(',');
  const classes: Record<string, number> = {};
  if (target !== null) {
    const position = columns.indexOf(target);
    for (const line of lines) {
      const value = line.split(',')[position] ?? '';
      classes[value] = (classes[value] ?? 0) + 1;
    }
  }
  return {
    sha256: createHash('sha256').update(csv).digest('hex'),
    rows: lines.length,
    columns,
    content: held.files === undefined ? [] : [folderOf(held.name, held.files)],
    classes: Object.fromEntries(Object.entries(classes).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** The lock's entry for a folder: one hash over the paths and hashes of its files, sorted by path. */
function folderOf(name: string, files: ReadonlyMap<string, Uint8Array>): LockedFile {
  const hash = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
  const lines = [...files].map(([path, bytes]) => `${name}/${path}\0${hash(bytes)}\n`).sort();
  return {
    path: 'raw',
    part: 'content',
    format: 'folder',
    sha256: hash(lines.join('')),
    bytes: [...files.values()].reduce((sum, bytes) => sum + bytes.byteLength, 0),
    rows: 0,
  };
}
