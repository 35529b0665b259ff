// npm run faults [all]: in a scaffolded project of each task, breaks what `npm run demo:break` can break and looks at which stage
// stops it, of the table of customers also with which sentence; then closes the loop with `npm run demo`. Of pictures and texts,
// which take minutes, it tries the faults that are theirs and those of the gate and the service; `all` tries every one.
import { type ScaffoldedProject, scaffoldProject } from './scaffolded-project.ts';
import { type Item, tryItems } from './try-items.ts';

/** What each fault must lead to. They are written here once more on purpose: the project's own table may be wrong. */
const expected: readonly {
  readonly fault: string;
  readonly stage: 'validate' | 'evaluate' | 'serve';
  readonly code: number;
  readonly says: RegExp;
}[] = [
  {
    fault: 'bad-labels',
    stage: 'evaluate',
    code: 4,
    says: /Blocked: ROC AUC 0\.\d+ is below 0\.750/,
  },
  { fault: 'shifted-column', stage: 'validate', code: 3, says: /age: 2,500 rows above 100/ },
  { fault: 'schema-change', stage: 'validate', code: 3, says: /no column 'age'/ },
  {
    fault: 'null-burst',
    stage: 'validate',
    code: 3,
    says: /age: 90 % missing \(4,500 of 5,000\)/,
  },
  {
    fault: 'duplicate-rows',
    stage: 'validate',
    code: 3,
    says: /50 % duplicate rows \(5,000 of 10,000\)/,
  },
  {
    fault: 'stale-data',
    stage: 'validate',
    code: 3,
    says: /last_visit_at: .* 120 days before the data was taken in/,
  },
  {
    fault: 'leaked-target',
    stage: 'validate',
    code: 3,
    says: /outcome_note: tells churn by itself/,
  },
  { fault: 'tiny-test-set', stage: 'evaluate', code: 4, says: /Not decided: .* by 15 rows/ },
  {
    fault: 'slow-model',
    stage: 'evaluate',
    code: 4,
    says: /Blocked: p99 latency .* above 5\.000 ms/,
  },
  {
    fault: 'oversized-model',
    stage: 'evaluate',
    code: 4,
    says: /Blocked: The bundle takes .* MB, more than 2\.000 MB/,
  },
  {
    fault: 'unfair-model',
    stage: 'evaluate',
    code: 4,
    says: /Blocked: Demographic-parity ratio of gender .* is below 0\.800/,
  },
  {
    fault: 'corrupted-bundle',
    stage: 'serve',
    code: 2,
    says: /weights\.bin is missing or not the file that was written/,
  },
];

/** Faults of pictures and texts, which a table cannot have. */
const ofOtherData = ['corrupt-pictures', 'lighter-pictures', 'wrong-encoding'];

/** Of data that is no table: where each fault must be stopped. What is not named here must be said to be impossible. */
const ofAnyData = {
  'bad-labels': 'evaluate with exit code 4',
  'schema-change': 'validate with exit code 3',
  'null-burst': 'validate with exit code 3',
  'duplicate-rows': 'validate with exit code 3',
  'leaked-target': 'validate with exit code 3',
  'tiny-test-set': 'evaluate with exit code 4',
  'slow-model': 'evaluate with exit code 4',
  'oversized-model': 'evaluate with exit code 4',
  'corrupted-bundle': 'serve with exit code 2',
};
const ofSample: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  shapes: {
    ...ofAnyData,
    'corrupt-pictures': 'validate with exit code 3',
    'lighter-pictures': 'drift with exit code 5',
  },
  reviews: { ...ofAnyData, 'wrong-encoding': 'validate with exit code 3' },
};
const inCi: Readonly<Record<string, readonly string[]>> = {
  shapes: ['corrupt-pictures', 'lighter-pictures', 'bad-labels', 'corrupted-bundle'],
  reviews: ['wrong-encoding', 'bad-labels', 'corrupted-bundle'],
};
const impossible = 'This data cannot have that fault';
const isAll = process.argv.includes('all');

const customers = await scaffoldProject();

/** Exit code 0 and nothing changed in the project, whatever went wrong in its copy. */
async function clean(
  words: readonly string[],
  check: (output: string) => string | null,
  project: ScaffoldedProject = customers,
) {
  const run = await project.run('npm', ['run', '-s', ...words]);
  const shown = `\n${run.output.slice(-3000)}`;
  if (run.code !== 0) return `exited with ${run.code}:${shown}`;
  const problem = check(run.output);
  if (problem !== null) return `${problem}:${shown}`;
  const changes = await project.changes();
  return changes === '' ? null : `changed the project:\n${changes}`;
}

/** The line with which the stage stopped; the service's refusal is no line of the pipeline's. */
function sentenceOf(stage: string, output: string): string {
  if (stage === 'serve') return output;
  return output.split('\n').find((line) => /^\s*[✘●]/u.test(line) && line.includes(stage)) ?? '';
}

/** The menu's names, so that a fault that nobody expects here is noticed. */
function menuProblem(output: string): string | null {
  const named = [...output.matchAll(/^ {2}([a-z]+(?:-[a-z]+)+) /gm)].map(([, name]) => name).sort();
  const known = [...expected.map(({ fault }) => fault), ...ofOtherData].sort();
  return named.join() === known.join() ? null : `the menu has ${named.join(', ')}`;
}

const items: Item[] = [
  {
    name: 'npm run pipeline, before anything is broken',
    attempt: () => clean(['pipeline'], () => null),
  },
  { name: 'npm run demo:break shows its menu', attempt: () => clean(['demo:break'], menuProblem) },
  ...expected.map(({ fault, stage, code, says }) => ({
    name: `npm run demo:break ${fault} is stopped by ${stage} with ${code}`,
    attempt: () =>
      clean(['demo:break', fault], (output) => {
        if (!output.includes(`stopped by ${stage} with exit code ${code}`)) {
          return 'was not stopped there';
        }
        return says.test(sentenceOf(stage, output)) ? null : `says nothing like ${says.source}`;
      }),
  })),
  {
    name: 'npm run demo:break nothing-known',
    attempt: async () => {
      const run = await customers.run('npm', ['run', '-s', 'demo:break', 'nothing-known']);
      const isRight = run.code === 2 && run.output.includes('There is no fault "nothing-known"');
      return isRight ? null : `exited with ${run.code}:\n${run.output}`;
    },
  },
  { name: 'npm run demo closes the loop', attempt: () => clean(['demo'], () => null) },
  ...Object.entries(ofSample).map(([sample, stopped]) => ({
    name: `${sample}: npm run demo:break, and npm run demo`,
    attempt: () => breakSample(sample, stopped),
  })),
];

async function breakSample(
  sample: string,
  stopped: Readonly<Record<string, string>>,
): Promise<string | null> {
  const project = await scaffoldProject(['--data', sample]);
  try {
    const every = [...expected.map(({ fault }) => fault), ...ofOtherData];
    for (const fault of isAll ? every : (inCi[sample] ?? [])) {
      const end = stopped[fault] === undefined ? impossible : `stopped by ${stopped[fault]}.`;
      const isRight = (output: string) =>
        output.includes(end) ? null : `${fault} ends otherwise than: ${end}`;
      const broken = await clean(['demo:break', fault], isRight, project);
      if (broken !== null) return broken;
    }
    return await clean(['demo'], () => null, project);
  } finally {
    project.remove();
  }
}

try {
  process.exitCode = await tryItems(items, 'faults and demos end as they should.');
} finally {
  customers.remove();
}
