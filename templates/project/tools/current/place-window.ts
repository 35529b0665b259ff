import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { type ContractDescription, MlopsError, type Table } from '@create-mlops/contracts';
import { writeFileAtomic } from '@create-mlops/stage';

/** Windows that this tool wrote; others are somebody's own and stay. */
const ownWindow = /^window-\d{8}T\d{6}Z\.\w+$/;

/**
 * Puts a window into `current/` in one step, and takes the ones away that this tool put there before.
 *
 * @returns its path, or `null` when the newest one holds the same bytes already.
 */
export function placeWindow(
  directory: string,
  window: { readonly bytes: Uint8Array; readonly extension: string; readonly at: Date },
): string | null {
  const { bytes, extension, at } = window;
  const own = existsSync(directory)
    ? readdirSync(directory).filter((name) => ownWindow.test(name))
    : [];
  const newest = own.sort().at(-1);
  if (newest !== undefined && Buffer.from(bytes).equals(readFileSync(join(directory, newest)))) {
    return null;
  }
  const moment = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const name = `window-${moment}${extension}`;
  writeFileAtomic(join(directory, name), bytes);
  for (const old of own) if (old !== name) rmSync(join(directory, old), { force: true });
  return join(directory, name);
}

/**
 * Brings the files that rows refer to, such as pictures, beside the window. They come before it: a window whose pictures are not
 * there yet is never seen.
 *
 * @throws {MlopsError} DATA_INVALID when a row refers to a file that is not there or lies outside the folder.
 */
export function placeFiles(
  directory: string,
  table: Table,
  context: { readonly description: ContractDescription; readonly from: string | undefined },
): void {
  const { description, from } = context;
  for (const { name } of description.columns.filter(({ kind }) => kind === 'image')) {
    for (const [row, value] of (table.columns[name] ?? []).entries()) {
      if (typeof value !== 'string' || value.startsWith('data:')) continue;
      const source = from === undefined ? null : resolve(from, ...value.split('/'));
      const isInside =
        from !== undefined && source !== null && !relative(resolve(from), source).startsWith('..');
      if (source === null || !isInside || isAbsolute(value) || !existsSync(source)) {
        throw new MlopsError(
          'DATA_INVALID',
          `Row ${row + 1} refers to ${value}, which ${from === undefined ? 'does not come with this source' : `is no file in ${from}`}.`,
          'Bring a folder with the table and its pictures, or rows that hold their pictures as data URLs.',
        );
      }
      const target = join(directory, ...value.split('/'));
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(source, target);
    }
  }
}
