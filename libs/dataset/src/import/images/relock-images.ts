import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { DatasetLock, LockedFile } from '@create-mlops/contracts';
import { ImportError } from '../import-error.ts';
import { type CsvLines, printCsvLines, readCsvLines } from './csv-lines.ts';
import { contentEntries, folderHash } from './image-lock.ts';
import { archiveContent, folderContent, type PictureContent } from './picture-content.ts';

export type RelockOptions = {
  /** The model's data folder. */
  readonly directory: string;
  readonly before: DatasetLock;
  /** Names of the contract's columns. */
  readonly columns: { readonly image: string; readonly target: string };
  readonly label?: string | undefined;
};

export type Relocked = { readonly lock: DatasetLock; readonly changes: readonly string[] };

/**
 * Takes in pictures as they lie below `raw` now: the index keeps the labels it has, loses the rows of pictures that are
 * gone, and gains the new ones, labelled as the others in their folder. Contents are hashed anew. Indexes are written; the
 * lock is returned.
 *
 * @throws {ImportError} DATA_UNUSABLE when new pictures have no label that follows from their folder.
 */
export async function relockImages(options: RelockOptions): Promise<Relocked> {
  const { directory, before, columns, label } = options;
  const raw = join(directory, 'raw');
  const entries = before.files.filter(({ part }) => part !== 'content');
  const isFolder = before.files.some(({ format }) => format === 'folder');
  const indexes = entries.map((entry) => ({
    entry,
    lines: readCsvLines(readFileSync(join(directory, ...entry.path.split('/')), 'utf8')),
  }));
  const found = isFolder
    ? await folderContent(raw, entries)
    : archiveContent(
        directory,
        before,
        indexes.flatMap(({ lines }) => references(lines, columns)),
      );
  const changes: string[] = [...found.notes];
  // Where the folder is as it was, somebody took rows out of the index on purpose: they do not come back.
  const folder = before.files.find(({ format }) => format === 'folder');
  const hasNewFiles = folder !== undefined && folder.sha256 !== folderHash(found.files);
  const added = hasNewFiles
    ? newPictures(found, indexes, columns)
    : new Map<LockedFile, string[][]>();
  const files: LockedFile[] = [];
  let newest = found.newestMs;
  for (const { entry, lines } of indexes) {
    const path = join(directory, ...entry.path.split('/'));
    newest = Math.max(newest, statSync(path).mtimeMs);
    const updated = updatedIndex(lines, columns, found.content, added.get(entry) ?? []);
    const gone = lines.rows.length + (added.get(entry)?.length ?? 0) - updated.rows.length;
    if (gone > 0) changes.push(`${gone} pictures are gone.`);
    const csv = printCsvLines(updated);
    if (csv !== readFileSync(path, 'utf8')) writeFileSync(path, csv);
    files.push({
      ...entry,
      sha256: createHash('sha256').update(csv).digest('hex'),
      bytes: Buffer.byteLength(csv),
      rows: updated.rows.length,
    });
  }
  const count = [...added.values()].reduce((sum, rows) => sum + rows.length, 0);
  if (count > 0) changes.push(`${count} pictures are new.`);
  const [data] = indexes;
  return {
    changes,
    lock: {
      schemaVersion: 1,
      ...(label === undefined ? {} : { label }),
      capturedAt: new Date(Math.round(newest)).toISOString(),
      files: [
        ...files,
        ...contentEntries(isFolder ? 'folder' : 'archive', found.files).map((entry) => ({
          ...entry,
          ...sourceOf(entry, before),
        })),
      ],
      columns: [...(data?.lines.header ?? [])],
      classes: classesOf(directory, files, columns.target),
    },
  };
}

/** Where unchanged content came from still holds; what changed here came from nowhere else. */
function sourceOf({ path, sha256 }: LockedFile, before: DatasetLock): Pick<LockedFile, 'source'> {
  const same = before.files.find((entry) => entry.path === path && entry.sha256 === sha256);
  return same?.source === undefined ? {} : { source: same.source };
}

type Columns = RelockOptions['columns'];
function references({ header, rows }: CsvLines, { image }: Columns): string[] {
  const at = header.indexOf(image);
  return at < 0 ? [] : rows.map((row) => row[at] ?? '');
}

/** Rows whose picture is there, contents up to date, then the new rows. A header without the column is left as it is. */
function updatedIndex(
  lines: CsvLines,
  { image }: Columns,
  content: ReadonlyMap<string, string>,
  added: readonly (readonly string[])[],
): CsvLines {
  const imageAt = lines.header.indexOf(image);
  const contentAt = lines.header.indexOf('content');
  if (imageAt < 0) return lines;
  const rows = [...lines.rows, ...added]
    .filter((row) => {
      const reference = row[imageAt] ?? '';
      return reference === '' || isHeld(reference) || content.has(reference);
    })
    .map((row) => {
      const reference = row[imageAt] ?? '';
      const hash = isHeld(reference)
        ? createHash('sha256').update(reference).digest('hex').slice(0, 16)
        : content.get(reference);
      return row.map((cell, at) => (at === contentAt ? (hash ?? cell) : cell));
    });
  return { header: lines.header, rows };
}

/** A row may hold its picture itself. */
const isHeld = (reference: string): boolean => reference.startsWith('data:');

/** Rows for pictures that no index names, by the index that the others in their folder are in. */
function newPictures(
  { content, readable }: PictureContent,
  indexes: readonly { readonly entry: LockedFile; readonly lines: CsvLines }[],
  columns: Columns,
): Map<LockedFile, string[][]> {
  const folders = new Map<string, { entry: LockedFile; labels: Set<string> }>();
  const known = new Set<string>();
  for (const { entry, lines } of indexes) {
    const labelAt = lines.header.indexOf(columns.target);
    for (const [row, reference] of references(lines, columns).entries()) {
      known.add(reference);
      if (isHeld(reference)) continue;
      const folder = folders.get(posix.dirname(reference)) ?? { entry, labels: new Set() };
      folder.labels.add(lines.rows[row]?.[labelAt] ?? '');
      folders.set(posix.dirname(reference), folder);
    }
  }
  const added = new Map<LockedFile, string[][]>();
  const unlabelled: string[] = [];
  const hasIndex = indexes.every(({ lines }) => lines.header.includes(columns.image));
  for (const path of hasIndex ? content.keys() : []) {
    if (known.has(path) || !readable.has(path)) continue;
    const folder = folders.get(posix.dirname(path));
    const parent = posix.dirname(posix.dirname(path));
    const near = [...folders].find(([name]) => posix.dirname(name) === parent)?.[1];
    const entry = folder?.entry ?? near?.entry ?? indexes[0]?.entry;
    const [only, ...others] = folder?.labels ?? [posix.basename(dirname(path))];
    const lines = indexes.find((index) => index.entry === entry)?.lines;
    if (only === undefined || others.length > 0 || only === '.' || !entry || !lines) {
      unlabelled.push(path);
      continue;
    }
    const row = lines.header.map((name) =>
      name === columns.image ? path : name === columns.target ? only : '',
    );
    added.set(entry, [...(added.get(entry) ?? []), row]);
  }
  if (unlabelled.length === 0) return added;
  throw new ImportError(
    'DATA_UNUSABLE',
    `${unlabelled.length} new pictures have no label that follows from their folder (${unlabelled[0]}).`,
    'Add a row for each to data/raw/images.csv, or put them into a folder named after their class.',
  );
}

function classesOf(
  directory: string,
  files: readonly LockedFile[],
  target: string,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { path } of files.filter(({ part }) => part === 'data')) {
    const lines = readCsvLines(readFileSync(join(directory, ...path.split('/')), 'utf8'));
    const at = lines.header.indexOf(target);
    for (const row of at < 0 ? [] : lines.rows) {
      const name = row[at] ?? '';
      counts[name] = (counts[name] ?? 0) + 1;
    }
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
