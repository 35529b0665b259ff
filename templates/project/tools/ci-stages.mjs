// Runs the affected stages up to the verdict, and the tests. Never `register`: what CI trains on a branch is no version.
// Reads NX_BASE; without it everything runs. What another runner has done already comes from MLOPS_CACHE_FOLDER, which the
// workflow keeps.
import { rmSync } from 'node:fs';
import { withCache } from './ci/with-cache.mjs';
import { runNx } from './pipeline/run-nx.mjs';

const targets = ['-t', 'validate', 'train', 'evaluate', 'test', '--output-style=static'];
const base = process.env.NX_BASE ?? '';
const words =
  base === ''
    ? ['run-many', ...targets]
    : ['affected', ...targets, `--base=${base}`, '--head=HEAD'];
// A private runner may hold what the job before it left.
if (process.env.CI) rmSync('artifacts', { recursive: true, force: true });
const folder = process.env.MLOPS_CACHE_FOLDER ?? '';
process.exitCode = folder === '' ? runNx(words) : await withCache(folder, async () => runNx(words));
