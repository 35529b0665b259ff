import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isWholePicture, nameOtherFormat, readPictureHeader } from '../../images/index.ts';
import type { FoundImage, ImageFile } from './image-set.ts';

/** A picture file without its label. */
export type PictureFile = Omit<FoundImage, 'label' | 'reference'> & {
  readonly path: string;
  readonly file: ImageFile;
  readonly modifiedMs: number;
};

/** What lies below a folder. */
export type ListedPictures = {
  readonly pictures: readonly PictureFile[];
  /** Files that are no usable pictures, with the reason, by path. */
  readonly unusable: readonly { readonly path: string; readonly why: string }[];
};

/** What systems and archivers leave behind. */
const litter = /^(\..*|thumbs\.db|desktop\.ini|__macosx|@eadir)$/i;
/** What people keep beside pictures. */
const otherFiles = /\.(csv|tsv|txt|md|json|jsonl|xml|ya?ml|html?|pdf|py|ipynb|log|zip|gz|tar|db)$/i;
const filesAtOnce = 8;

/** Whether an entry of a folder is nobody's data. */
export const isLitter = (name: string): boolean => litter.test(name);

/** Paths of all files below a folder, with forward slashes, sorted; litter is passed over. */
export function filesBelow(folder: string): string[] {
  const paths: string[] = [];
  const walk = (below: string) => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      if (isLitter(entry.name)) continue;
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      // A link counts as what it leads to.
      const isFolder = entry.isSymbolicLink()
        ? statSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory() === true
        : entry.isDirectory();
      if (isFolder) walk(path);
      else paths.push(path);
    }
  };
  walk('');
  return paths.sort();
}

/** Reads the headers of all pictures below a folder and hashes them. */
export async function listPictures(
  folder: string,
  paths: readonly string[] = filesBelow(folder),
): Promise<ListedPictures> {
  const pictures: PictureFile[] = [];
  const unusable: { path: string; why: string }[] = [];
  const queue = paths.filter((path) => !otherFiles.test(path));
  let next = 0;
  const work = async () => {
    for (let path = queue[next++]; path !== undefined; path = queue[next++]) {
      const found = await readPicture(folder, path);
      if ('why' in found) unusable.push(found);
      else pictures.push(found);
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, work));
  const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);
  return { pictures: pictures.sort(byPath), unusable: unusable.sort(byPath) };
}

async function readPicture(
  folder: string,
  path: string,
): Promise<PictureFile | { readonly path: string; readonly why: string }> {
  const source = join(folder, ...path.split('/'));
  const bytes = await readFile(source).catch(() => null);
  if (bytes === null) return { path, why: 'cannot be read' };
  const header = readPictureHeader(bytes);
  if (header === null) {
    const other = nameOtherFormat(bytes);
    return { path, why: other ?? (bytes.length === 0 ? 'empty' : 'no picture') };
  }
  if (!isWholePicture(bytes, header.format)) return { path, why: 'cut off' };
  if (/#\d+$/.test(path)) return { path, why: 'named like a place in an archive' };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    path,
    ...header,
    bytes: bytes.length,
    content: sha256.slice(0, 16),
    file: { path, source, sha256, bytes: bytes.length },
    modifiedMs: statSync(source).mtimeMs,
  };
}

/** Files of no use, counted by reason, each with the first of them. @example ['2 HEIC (IMG_1.HEIC, …)'] */
export function describeUnusable(unusable: ListedPictures['unusable']): string[] {
  const reasons = new Map<string, string[]>();
  for (const { path, why } of unusable) reasons.set(why, [...(reasons.get(why) ?? []), path]);
  return [...reasons].map(([why, paths]) => {
    const [first = ''] = paths;
    const cure =
      why === 'HEIC' || why === 'AVIF'
        ? '; save them as JPEG (on macOS: `sips -s format jpeg *.heic --out .`; in ImageMagick: `magick mogrify -format jpg *.heic`)'
        : '';
    return `${paths.length} ${why} (${first.split(sep).join('/')}${paths.length > 1 ? ', …' : ''})${cure}`;
  });
}
