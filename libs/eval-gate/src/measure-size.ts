import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BYTES_PER_MB = 1_000_000;

/** Size of every file below a folder in megabytes (1,000,000 bytes); `null` when there is no such folder. */
export function measureSizeMb(directory: string): number | null {
  if (!existsSync(directory)) return null;
  const bytes = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(directory, name)))
    .filter((entry) => entry.isFile())
    .reduce((sum, { size }) => sum + size, 0);
  return bytes / BYTES_PER_MB;
}
