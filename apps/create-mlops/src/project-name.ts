import { basename, resolve } from 'node:path';
import { CommandError } from './command-error.ts';

/** Names that Windows keeps for devices, whatever their extension. */
const windowsDevices = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const longest = 80;

/**
 * The project's name, from its folder: fit for npm, a Docker tag and Windows at once.
 *
 * @throws {CommandError} naming what is wrong and a name that would do.
 */
export function projectName(directory: string): string {
  const name = basename(resolve(directory));
  const fixed = fitName(name);
  if (name === fixed) return name;
  const reason = windowsDevices.test(name)
    ? 'Windows keeps this name for a device'
    : name.length > longest
      ? `it is longer than ${longest} characters`
      : 'npm and Docker take lower-case letters, digits, and single - or _ between them';
  throw new CommandError(
    `"${name}" cannot be a project's name: ${reason}.`,
    `Use another folder, such as ${fixed}.`,
  );
}

/** The nearest name that is fit. */
export function fitName(name: string): string {
  const fit = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/([-_])[-_]+/g, '$1')
    .replace(/^[-_]+|[-_]+$/g, '')
    .slice(0, longest)
    .replace(/[-_]+$/, '');
  if (fit === '') return 'my-model';
  return windowsDevices.test(fit) || fit === 'node_modules'
    ? `${fit.replace(/\W/g, '-')}-project`
    : fit;
}
