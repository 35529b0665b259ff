// node tools/ci/current-windows.mjs: brings the current window of every model from MLOPS_CURRENT, whatever `npm run current` takes
// as a source; {model} in it is the model's name. Without it the window is what lies in models/<model>/current.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { modelNames } from './affected-stages.mjs';

const source = process.env.MLOPS_CURRENT ?? '';
if (source === '') {
  process.stdout.write('MLOPS_CURRENT names no source: the window is what lies in current/.\n');
} else {
  for (const model of modelNames()) {
    const env = { ...process.env, CURRENT_SOURCE: source.replaceAll('{model}', model) };
    const words = ['--import', 'tsx', join('tools', 'current.ts'), model];
    const { status } = spawnSync(process.execPath, words, { env, stdio: 'inherit' });
    if (status === 0) continue;
    process.exitCode = status ?? 1;
    break;
  }
}
