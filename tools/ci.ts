// What CI runs, step by step. Every step runs, also after one that failed, and the last line counts them all.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Count = { passed: number; failed: number; skipped: number };

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'ci-'));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Counts of a vitest run by its JSON report; a run that wrote none counts as one failure. */
function testCount(path: string): Count {
  try {
    const report: {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      numFailedTestSuites: number;
    } = JSON.parse(readFileSync(path, 'utf8'));
    return {
      passed: report.numPassedTests,
      failed:
        report.numFailedTests + (report.numFailedTests === 0 ? report.numFailedTestSuites : 0),
      skipped: report.numPendingTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function runStep(name: string, words: readonly string[], reportPath?: string): Count {
  process.stdout.write(`\n── ${name}\n`);
  const started = Date.now();
  const run = spawnSync(npm, ['run', '-s', ...words], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const isGood = run.status === 0;
  process.stdout.write(
    `── ${name}: ${isGood ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s\n`,
  );
  if (reportPath === undefined) {
    return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  }
  const count = testCount(reportPath);
  return isGood || count.failed > 0 ? count : { ...count, failed: 1 };
}

const tests = join(folder, 'tests.json');
const counts = [
  runStep(
    'tests',
    ['test', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${tests}`],
    tests,
  ),
  runStep('lint', ['lint']),
  runStep('types', ['typecheck']),
  runStep('boundaries', ['boundaries']),
  runStep('scaffolds', ['scaffold']),
  runStep('in-project generators', ['generators']),
  runStep('faults and demo', ['faults']),
  runStep('affected stages', ['affected']),
  runStep('public data sets', ['catalogue']),
  runStep('fresh runners', ['runners']),
  runStep('models from elsewhere', ['elsewhere']),
  runStep('Node versions', ['nodes']),
];
rmSync(folder, { recursive: true, force: true });
const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
process.stdout.write(
  `\n${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}\n`,
);
process.exitCode = sum('failed') === 0 ? 0 : 1;
