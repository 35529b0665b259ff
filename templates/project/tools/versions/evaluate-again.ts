import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MlopsError, verdictSchema } from '@create-mlops/contracts';
import type { Attribution, ModelRegistry } from '@create-mlops/model-registry';
import { readJson } from '@create-mlops/stage';

/**
 * Lets the gate judge a version of the registry against what is in production now, and keeps the verdict with the version.
 *
 * @throws {MlopsError} COMMAND_FAILED when it comes to no verdict.
 */
export function evaluateAgain(
  root: string,
  registry: ModelRegistry,
  { model, version }: { readonly model: string; readonly version: number },
  attribution: Attribution,
): void {
  validateFirst(root, model);
  const script = join('models', model, 'evaluate', 'main.ts');
  const run = spawnSync(process.execPath, ['--import', 'tsx', script, `version=${version}`], {
    cwd: root,
    encoding: 'utf8',
    windowsHide: true,
    maxBuffer: 2 ** 26,
  });
  // A verdict that blocks is one, too: promotion will quote it.
  const isVerdict = run.status === 0 || run.status === 4;
  if (!isVerdict) {
    throw new MlopsError(
      'COMMAND_FAILED',
      `The gate could not judge version ${version} again: ${`${run.stdout}${run.stderr}`.trim()}`,
      'Mend what it names, or add the word `force` if you know better than the gate.',
    );
  }
  const path = join(root, 'artifacts', model, 'evaluation-again', 'verdict.json');
  const verdict = readJson(path, verdictSchema, { missing: 'Run `npm run pipeline` first.' });
  registry.register(registry.bundleDirectory(model, version), verdict, attribution);
}

/**
 * Moves an alias. Where the registry says that the verdict is about another production model than today's, the gate judges again
 * first, once.
 */
export function withFreshVerdict<T>(
  move: () => T,
  judge: { readonly again: () => void; readonly say: (line: string) => void },
): T {
  try {
    return move();
  } catch (error) {
    if (!(error instanceof MlopsError) || error.code !== 'VERDICT_STALE') throw error;
    judge.say(`${error.message} The gate judges it again.`);
    judge.again();
    return move();
  }
}

/** The gate asks what validation found of the data; a fresh clone has found nothing yet. */
function validateFirst(root: string, model: string): void {
  if (existsSync(join(root, 'artifacts', model, 'validation', 'report.json'))) return;
  const words = [join('tools', 'nx.mjs'), 'run', `${model}-validate:validate`];
  const run = spawnSync(process.execPath, words, {
    cwd: root,
    encoding: 'utf8',
    windowsHide: true,
    maxBuffer: 2 ** 26,
  });
  if (run.status === 0) return;
  throw new MlopsError(
    'COMMAND_FAILED',
    `The data of ${model} does not pass its checks, so no version can be judged on it: ${`${run.stdout}${run.stderr}`.trim()}`,
    'Mend the data, then try again.',
  );
}
