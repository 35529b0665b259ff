import type { ColumnSummary, FileProfile } from './file-profile.ts';
import { ImportError } from './import-error.ts';
import { nearestName } from './nearest-name.ts';

const shownNames = 20;
const shownCharacters = 30;

/**
 * The column of that name.
 *
 * @throws {ImportError} COLUMN_UNKNOWN with the nearest name and all names
 */
export function findColumn(profile: FileProfile, wanted: string): ColumnSummary {
  const found = profile.columns.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const names = profile.columns.map(({ name }) => name);
  const nearest = nearestName(wanted, names);
  const list = listNames(names);
  throw new ImportError(
    'COLUMN_UNKNOWN',
    `${profile.name} has no column named ${wanted}${nearest === null ? '' : `; did you mean ${nearest}?`}${nearest === null ? '.' : ''}`,
    `Its columns are: ${list}.${looksHeaderless(names) ? ' If that is data, add a header line with one name per column.' : ''}`,
  );
}

/** @throws {ImportError} USAGE with all names */
export function refuseMissingTarget(profile: FileProfile): never {
  throw new ImportError(
    'USAGE',
    'Which column should be predicted? No target is named.',
    `Name one of the columns of ${profile.name}: ${listNames(profile.columns.map(({ name }) => name))}.`,
  );
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, shownNames).map((name) => {
    return name.length > shownCharacters ? `${name.slice(0, shownCharacters)}…` : name;
  });
  const rest = names.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function looksHeaderless(names: readonly string[]): boolean {
  return names.some((name) => name.length > shownCharacters || name.split(' ').length > 4);
}
