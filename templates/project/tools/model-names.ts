import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The models of a project: the folders below `models/` that have a contract, sorted. */
export function modelNames(root: string): string[] {
  const folder = join(root, 'models');
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'data', 'contract.ts')))
    .sort();
}
