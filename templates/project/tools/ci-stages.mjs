// Runs the affected stages up to the verdict, and the tests. Never `register`: what CI trains on a branch is no version.
// Reads NX_BASE; without it everything runs.
import { runNx } from './pipeline/run-nx.mjs';

const targets = ['-t', 'validate', 'train', 'evaluate', 'test', '--output-style=static'];
const base = process.env.NX_BASE ?? '';
process.exitCode = runNx(
  base === ''
    ? ['run-many', ...targets]
    : ['affected', ...targets, `--base=${base}`, '--head=HEAD'],
);
