import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { measureProcess } from '../measure-process.ts';
import { median } from '../median.ts';

const rounds = 3;

/** `npm install` of a generated project whose packages npm already has in its cache. */
export const install: Figure = {
  name: 'install',
  measure: async (bench) => {
    const project = await bench.project();
    const seconds: number[] = [];
    let warnings: string[] = [];
    for (let round = 0; round < rounds; round++) {
      rmSync(join(project, 'node_modules'), { recursive: true, force: true });
      rmSync(join(project, 'package-lock.json'), { force: true });
      const run = await measureProcess('npm', ['install', '--no-audit', '--no-fund'], {
        cwd: project,
      });
      seconds.push(run.ms / 1000);
      warnings = run.output.split('\n').filter(isWarning);
    }
    const taken = median(seconds);
    const megabytes = sizeOf(join(project, 'node_modules')) / 1e6;
    for (const warning of warnings) bench.say(warning);
    return [
      {
        name: 'npm install, warm cache',
        measured: `${taken.toFixed(1)} s`,
        target: '≤ 20 s',
        met: taken <= 20,
      },
      {
        name: 'its size',
        measured: `${megabytes.toFixed(0)} MB`,
        target: '≤ 430 MB',
        met: megabytes <= 430,
      },
      {
        name: 'its warnings',
        measured: String(warnings.length),
        target: '0',
        met: warnings.length === 0,
      },
    ];
  },
};

/** A warning about the packages; one about this machine's own npm settings is not the project's. */
function isWarning(line: string): boolean {
  return (
    /npm warn|deprecated/i.test(line) && !/unknown (user|env|builtin|global) config/i.test(line)
  );
}

function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name)).size;
  }
  return bytes;
}
