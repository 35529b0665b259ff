import { basename, isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * How a lock names the place that a file came from: the way there from the project's folder, with forward slashes, which is
 * the same on every machine that has both in the same places. Where the two share nothing but the root of the disk, or not
 * even that, the way would name somebody's home: the file's own name is enough then.
 * @example
 * sourceLocation('/home/ada/app', '/home/ada/data/mails.csv') // '../data/mails.csv'
 * sourceLocation('/srv/app', '/home/ada/mails.csv') // 'mails.csv'
 */
export function sourceLocation(directory: string, path: string): string {
  const [from, to] = [resolve(directory), resolve(path)];
  const way = relative(from, to);
  const isFar = isAbsolute(way) || firstFolder(from) !== firstFolder(to);
  return isFar ? basename(to) : way.split(sep).join('/');
}

/** The folder directly below the root, with the root: `/home`, `C:\\Users`. */
function firstFolder(path: string): string {
  return path.split(sep).slice(0, 2).join(sep);
}
