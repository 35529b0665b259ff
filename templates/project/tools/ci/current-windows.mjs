// node --import tsx tools/ci/current-windows.mjs: brings the current window of every model from MLOPS_CURRENT, a folder, an address
// or a store; {model} in it is the model's name. Without it the window is what lies in models/<model>/current.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { modelNames } from './affected-stages.mjs';

const source = process.env.MLOPS_CURRENT ?? '';
if (source === '') {
  process.stdout.write('MLOPS_CURRENT names no source: the window is what lies in current/.\n');
} else {
  for (const model of modelNames()) {
    const from = source.replaceAll('{model}', model);
    const words = ['--import', 'tsx', join('tools', 'current.ts'), from, model];
    const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' });
    if (status !== 0) {
      process.exitCode = status ?? 1;
      break;
    }
  }
}
