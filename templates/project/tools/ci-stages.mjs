// Runs the affected stages up to the verdict, and the tests. Never `register`: what CI trains on a branch is no version.
// Reads NX_BASE; without it everything runs.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
const targets = ['-t', 'validate', 'train', 'evaluate', 'test', '--output-style=static'];
const base = process.env.NX_BASE ?? '';
const words =
  base === ''
    ? ['run-many', ...targets]
    : ['affected', ...targets, `--base=${base}`, '--head=HEAD'];
const child = spawnSync(process.execPath, [nx, ...words], { stdio: 'inherit' });
process.exitCode = child.status ?? 1;
