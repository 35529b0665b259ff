// Says which commit CI compares with. A first push, a shallow clone or a rewritten history has none: then everything runs,
// and the summary says so. Reads BEFORE; writes `base` to GITHUB_OUTPUT, empty when there is nothing to compare with.
import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';

const before = process.env.BEFORE ?? '';
const git = (...words) => spawnSync('git', words, { encoding: 'utf8', windowsHide: true });
const isCommit = /^[0-9a-f]{40}$/.test(before) && !/^0+$/.test(before);
const isKnown = isCommit && git('cat-file', '-e', `${before}^{commit}`).status === 0;
// The merge base, so that what others did on main meanwhile is not counted as this change.
const base = isKnown ? git('merge-base', before, 'HEAD').stdout.trim() : '';
const sentence =
  base === ''
    ? 'There is no earlier commit to compare with, so every stage runs.'
    : `Compared with ${base.slice(0, 12)}: the stages that this change affects run.`;
process.stdout.write(`${sentence}\n`);
if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `base=${base}\n`);
if (process.env.GITHUB_STEP_SUMMARY) {
  appendFileSync(process.env.GITHUB_STEP_SUMMARY, `${sentence}\n\n`);
}
