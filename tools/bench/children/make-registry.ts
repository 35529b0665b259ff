// A registry of so many versions, each registered as the pipeline does it, on a branch of a bare repository; what it took.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openGitRegistry } from '@create-mlops/model-registry';
import { writeSmallBundle } from '../../small-bundle.ts';
import { median } from '../median.ts';

const [folder = '', count = '0'] = process.argv.slice(2);
const git = (directory: string, ...words: string[]) => {
  const run = spawnSync('git', words, { cwd: directory, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`git ${words.join(' ')}: ${run.stderr}`);
  return run.stdout;
};
/** What a clone over a line takes, in bytes of packed objects. */
const cloneBytes = (name: string) => {
  git(folder, 'clone', '--quiet', '--no-local', 'bare.git', name);
  const packed = /^size-pack: (\d+)$/m.exec(git(join(folder, name), 'count-objects', '-v'))?.[1];
  return Number(packed) * 1024;
};
const open = (name: string) => openGitRegistry({ root: join(folder, name), remote: 'origin' });
const who = { by: 'pipeline', reason: 'Accuracy 0.803 on 1,000 test rows beats 0.738.' };

mkdirSync(folder, { recursive: true });
git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', 'bare.git');
git(folder, 'clone', '--quiet', 'bare.git', 'project');
const identity = ['-c', 'user.name=Bench', '-c', 'user.email=bench@localhost'];
const project = join(folder, 'project');
git(project, ...identity, 'commit', '--quiet', '--allow-empty', '--message=Begin');
git(project, 'push', '--quiet', 'origin', 'HEAD:main');
const before = cloneBytes('before');

const registry = open('project');
const registerMs: number[] = [];
for (let version = 1; version <= Number(count); version++) {
  const directory = join(folder, 'bundle');
  const verdict = writeSmallBundle(directory, `weights ${version}`);
  const started = performance.now();
  registry.register(directory, verdict, who);
  registerMs.push(performance.now() - started);
}
const listMs = (name: string) => {
  const started = performance.now();
  const versions = open(name).list('churn').length;
  if (versions !== Number(count)) throw new Error(`${versions} versions were listed.`);
  return performance.now() - started;
};
const after = cloneBytes('after');
const firstListMs = listMs('after');
const found = {
  registerMs: median(registerMs.slice(-25)),
  firstListMs,
  listMs: median([1, 2, 3, 4, 5].map(() => listMs('after'))),
  cloneBytes: after - before,
};
process.stdout.write(`${JSON.stringify(found)}\n`);
