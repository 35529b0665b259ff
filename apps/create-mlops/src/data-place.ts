import { basename, extname, relative, resolve, sep } from 'node:path';
import { fitName } from './project-name.ts';
import { taskOfSample } from './tasks/index.ts';

/** A bundled sample goes by its name, whatever lies in the folder; a file of that name is `./churn`. */
export function isSample(data: string): boolean {
  return taskOfSample(data) !== undefined;
}

/** The model's folder when no answers file names it: the sample, or what the data file is called. */
export function defaultModel(data: string): string {
  return isSample(data) ? data : fitName(basename(data, extname(data)));
}

/**
 * Where a file lies, seen from the project: the same on every machine that has both in the same places, and without the
 * name of anybody's home.
 */
export function placeFrom(directory: string, path: string): string {
  return relative(resolve(directory), resolve(path)).split(sep).join('/');
}
