import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LockedFile } from '@create-mlops/contracts';
import { hashFile } from '@create-mlops/dataset';
import {
  folderHash,
  ImportError,
  importFile,
  profileFile,
  readImageSet,
  readTexts,
  writeTexts,
} from '@create-mlops/dataset/import';
import type { ModelData } from './model-data.ts';

/**
 * Puts a locked file, or a folder of pictures, back from a place on this disk: the very bytes, or what converting them gives.
 *
 * @returns whether the place holds what the lock names; nothing is changed where it does not.
 */
export async function restoreFile(
  place: string,
  entry: LockedFile,
  data: ModelData,
): Promise<boolean> {
  const path = join(data.directory, ...entry.path.split('/'));
  try {
    if (entry.format === 'folder') return await restorePictures(place, path, entry);
    return (
      (await restoreBytes(place, path, entry)) || (await restoreRows(place, path, entry, data))
    );
  } catch (error) {
    // What cannot even be read is not it.
    if (error instanceof ImportError) return false;
    throw error;
  }
}

async function restoreBytes(place: string, path: string, entry: LockedFile): Promise<boolean> {
  if (!statSync(place).isFile() || (await hashFile(place)) !== entry.sha256) return false;
  mkdirSync(dirname(path), { recursive: true });
  if (place !== path) copyFileSync(place, path);
  return true;
}

async function restoreRows(
  place: string,
  path: string,
  entry: LockedFile,
  data: ModelData,
): Promise<boolean> {
  if (entry.part === 'content' || data.kind === 'pictures') return false;
  // Beside its place, so that it gets there by a rename.
  mkdirSync(dirname(path), { recursive: true });
  const folder = mkdtempSync(join(dirname(path), '.restored-'));
  try {
    const converted = join(folder, basename(path));
    await convert(place, converted, entry, data);
    if ((await hashFile(converted)) !== entry.sha256) return false;
    renameSync(converted, path);
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The source was converted when it was taken in; the same conversion gives the same bytes. */
async function convert(
  place: string,
  path: string,
  { part }: LockedFile,
  { directory, kind, description }: ModelData,
): Promise<void> {
  const { columns, target } = description;
  if (kind === 'texts') {
    const text = columns.find(({ name }) => name !== target)?.name ?? '';
    const source = await readTexts(place, { text, target });
    await writeTexts(source, part === 'test' ? (source.test ?? source.texts) : source.texts, path);
    return;
  }
  const like = part === 'test' ? await profileOfData(directory, basename(path)) : null;
  const profile = await profileFile(place, like === null ? {} : { like });
  await importFile(place, dirname(path), profile, {
    inferred: { target },
    name: basename(path),
  });
}

/** The test file was read as the data file was. */
async function profileOfData(directory: string, testName: string) {
  const raw = join(directory, 'raw');
  const names = readdirSync(raw).filter((name) => /\.(csv|jsonl|parquet)$/.test(name));
  const data = names.find((name) => name !== testName);
  return data === undefined ? null : profileFile(join(raw, data));
}

async function restorePictures(place: string, path: string, entry: LockedFile): Promise<boolean> {
  const { files } = await readImageSet(place);
  if (folderHash(files) !== entry.sha256) return false;
  for (const picture of files) {
    const to = join(path, ...picture.path.split('/'));
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(picture.source, to);
  }
  return true;
}
