// What CI runs, step by step. Every step runs, also after one that failed, and the last line counts them all.
import { spawn } from 'node:child_process';
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

type Step = {
  readonly name: string;
  readonly words: readonly string[];
  /** Where a run of tests writes its report. */
  readonly reportPath?: string;
};

/** Output goes out at once, or in one piece afterwards where another step runs beside it. */
async function runStep({ name, words, reportPath }: Step, isAlone: boolean): Promise<Count> {
  if (isAlone) process.stdout.write(`\n── ${name}\n`);
  const started = Date.now();
  const child = spawn(npm, ['run', '-s', ...words], {
    cwd: root,
    stdio: ['ignore', isAlone ? 'inherit' : 'pipe', isAlone ? 'inherit' : 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
    child.once('error', () => resolve(null));
  });
  const isGood = code === 0;
  if (!isAlone) process.stdout.write(`\n── ${name}\n${output}`);
  process.stdout.write(
    `── ${name}: ${isGood ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s\n`,
  );
  if (reportPath === undefined) {
    return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  }
  const count = testCount(reportPath);
  return isGood || count.failed > 0 ? count : { ...count, failed: 1 };
}

async function runInOrder(steps: readonly Step[]): Promise<Count[]> {
  const counts: Count[] = [];
  for (const step of steps) counts.push(await runStep(step, true));
  return counts;
}

const tests = join(folder, 'tests.json');
const first: Step[] = [
  {
    name: 'tests',
    words: ['test', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${tests}`],
    reportPath: tests,
  },
  { name: 'lint', words: ['lint'] },
  { name: 'types', words: ['typecheck'] },
  { name: 'boundaries', words: ['boundaries'] },
];
/**
 * What makes projects waits for disks and packages half of the time: two run side by side, each taking the next from the list. The
 * longest come first, so that none is left over at the end.
 */
const beside: readonly Step[] = [
  { name: 'events and workflows', words: ['workflows'] },
  { name: 'faults and demos', words: ['faults'] },
  { name: 'pipelines of GitLab', words: ['gitlab'] },
  { name: 'static pages', words: ['pages-demo'] },
  { name: 'scaffolds of tables', words: ['scaffold', 'churn', 'regression', 'titanic'] },
  { name: 'deployments', words: ['deployments'] },
  { name: 'models from elsewhere', words: ['elsewhere'] },
  { name: 'registry', words: ['registry'] },
  { name: 'scaffolds of pictures', words: ['scaffold', 'pictures'] },
  { name: 'affected stages', words: ['affected'] },
  { name: 'scaffolds of texts', words: ['scaffold', 'texts', 'SMS'] },
  { name: 'in-project generators', words: ['generators'] },
  { name: 'public data sets', words: ['catalogue', 'iris'] },
  { name: 'current windows', words: ['windows'] },
  { name: 'Node versions', words: ['nodes'] },
  { name: 'readers of workflows', words: ['workflow-lint'] },
];

/** Takes steps from the front until none is left. */
async function takeSteps(waiting: Step[]): Promise<Count[]> {
  const counts: Count[] = [];
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    counts.push(await runStep(step, false));
  }
  return counts;
}

const waiting = [...beside];
const counts = [
  ...(await runInOrder(first)),
  ...(await Promise.all([takeSteps(waiting), takeSteps(waiting)])).flat(),
];
rmSync(folder, { recursive: true, force: true });
const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
process.stdout.write(
  `\n${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}\n`,
);
process.exitCode = sum('failed') === 0 ? 0 : 1;
