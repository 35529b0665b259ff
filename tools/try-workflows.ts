// npm run workflows: a scaffolded project in a bare repository, whose workflows are run for real, event after event: first push, a
// gate threshold, new data, a model that the gate blocks, drift and what follows, a rollback, a README. Each job has a fresh
// clone and home; what stands in for the provider is tools/workflows.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scaffoldProject } from './scaffolded-project.ts';
import { type Item, tryItems } from './try-items.ts';
import { git } from './workflows/run-steps.ts';
import { type FinishedRun, openTryProvider } from './workflows/try-provider.ts';

const project = await scaffoldProject();
const provider = await openTryProvider(project.folder);
const { api, clone } = provider;
const inClone = (...segments: string[]) => join(clone, ...segments);

function edit(path: string, from: string | RegExp, to: string): void {
  const file = inClone(...path.split('/'));
  const before = readFileSync(file, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${path} holds no ${String(from)}.`);
  writeFileSync(file, after);
}

/** `train.yml: plan=success …`, for messages; what a job wrote, and the end of the log, when something is wrong. */
function told(runs: readonly FinishedRun[]): string {
  const lines = runs.map(
    ({ workflow, jobs }) =>
      `${workflow}: ${[...jobs].map(([name, { result }]) => `${name}=${result}`).join(' ')}`,
  );
  return `${lines.join('\n')}\n${provider.log().slice(-4000)}`;
}

/** `null` when the runs came to exactly these results, by job; a job that is not named must have been skipped. */
function resultsProblem(
  runs: readonly FinishedRun[],
  expected: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string | null {
  const found = Object.fromEntries(
    runs.map(({ workflow, jobs }) => [
      workflow,
      Object.fromEntries(
        [...jobs]
          .filter(([, { result }]) => result !== 'skipped')
          .map(([name, { result }]) => [name, result]),
      ),
    ]),
  );
  return JSON.stringify(found) === JSON.stringify(expected) ? null : told(runs);
}

const ok = (...jobs: string[]) => Object.fromEntries(jobs.map((job) => [job, 'success']));
const deployment = ['deploy', 'deploy / staging', 'deploy / production', 'deploy / tell'];
const whole = ok(
  'plan',
  'quality',
  'validate',
  'train',
  'evaluate',
  'register',
  ...deployment,
  'result',
);

/** The page of a job, of the first run that has it. */
const page = (runs: readonly FinishedRun[], job: string): string =>
  runs.map(({ pages }) => pages[job]).find((text) => text !== undefined) ?? '';

/** A line of the table of stages: `| churn-train | train | ran | 1.2 |`. */
const did = (text: string, project: string, what: string): boolean =>
  text.split('\n').some((line) => line.startsWith(`| ${project} |`) && line.includes(`| ${what}`));

/** Version in production, by the log on the registry's branch. */
function production(): number {
  const { origin } = provider.machine;
  const logs = git(origin, 'ls-tree', '-r', '--name-only', 'mlops-registry', 'churn/events/');
  const events = logs
    .split('\n')
    .sort()
    .flatMap((path) => git(origin, 'show', `mlops-registry:${path}`).split('\n'))
    .map((line) => JSON.parse(line));
  return (
    events.findLast(({ event }) => event === 'promoted' || event === 'rolledBack')?.version ?? 0
  );
}

/** Customers of one plan who pay more than anybody before, as rows of the sample's own file. */
function newRows(count: number, seed: number, change: (cells: string[]) => string[]): string {
  const lines = readFileSync(inClone('models/churn/data/raw/churn.csv'), 'utf8')
    .trimEnd()
    .split('\n');
  const [header = '', ...rows] = lines;
  const columns = header.split(',');
  const made = rows.slice(0, count).map((line, index) => {
    const cells = line.split(',');
    cells[columns.indexOf('customer_id')] = `C${String(900_000 + seed * 10_000 + index)}`;
    return change(cells).join(',');
  });
  return `${[header, ...made].join('\n')}\n`;
}
const column = (name: string) =>
  readFileSync(inClone('models/churn/data/raw/churn.csv'), 'utf8')
    .split('\n')[0]
    ?.split(',')
    .indexOf(name) ?? -1;

let firstBundle = '';

const items: Item[] = [
  {
    name: '(a) first push: every stage runs, the model is registered, staged and put into production',
    attempt: async () => {
      const runs = await provider.push('First');
      const problem = resultsProblem(runs, {
        'ci.yml': ok('quality', 'stages'),
        'drift.yml': ok('drift'),
        'train.yml': whole,
      });
      if (problem !== null) return problem;
      if (!page(runs, 'plan').includes('This is the first commit')) return page(runs, 'plan');
      if (!did(page(runs, 'evaluate'), 'churn-train', 'restored, from another runner'))
        return page(runs, 'evaluate');
      firstBundle = judgedBundle();
      return page(runs, 'result').includes('version 1') ? null : page(runs, 'result');
    },
  },
  {
    name: '(b) a gate threshold: data checks and model are restored, the verdict is new, nothing else is deployed',
    attempt: async () => {
      edit('models/churn/evaluate/gate.config.ts', 'min: 0.75', 'min: 0.76');
      const runs = await provider.push('Ask more of the model');
      const [train] = runs;
      if (train?.jobs.get('train')?.result !== 'skipped') return told(runs);
      const text = page(runs, 'evaluate');
      const isRight =
        did(text, 'churn-validate', 'restored, from another runner') &&
        did(text, 'churn-train', 'restored, from another runner') &&
        did(text, 'churn-evaluate', 'ran');
      if (!isRight) return text;
      if (judgedBundle() !== firstBundle) return 'the model restored is another one';
      process.stdout.write(
        `   the evaluate job took ${/In [\d.]+ s/.exec(text)?.[0]} beyond its set-up\n`,
      );
      return page(runs, 'result').includes('version 1') ? null : told(runs);
    },
  },
  {
    name: 'a pull request is told what it does and which limit it loosens, and registers nothing',
    attempt: async () => {
      git(clone, 'checkout', '-q', '-b', 'softer');
      edit('models/churn/evaluate/gate.config.ts', 'min: 0.76', 'min: 0.6');
      edit('models/churn/validate/validate.config.ts', /\n {2}duplicates: .*/, '');
      edit('models/churn/train/train.config.ts', /seed: \d+/, 'seed: 11');
      await provider.push('Ask less', 'softer');
      const events = git(provider.machine.origin, 'rev-parse', 'mlops-registry');
      const runs = await provider.pullRequest(7, 'softer');
      git(clone, 'checkout', '-q', 'main');
      const problem = resultsProblem(runs, { 'ci.yml': ok('quality', 'stages', 'comment') });
      if (problem !== null) return problem;
      const [comment] = api.comments;
      const says = [
        '`metrics.rocAuc.min`: 0.76 → 0.6',
        '`duplicates`',
        'on the same rows',
        '| churn-train | train | ran |',
      ];
      const missing = says.find((part) => !comment?.body.includes(part));
      if (missing !== undefined) return `the comment says nothing of ${missing}:\n${comment?.body}`;
      if (git(provider.machine.origin, 'rev-parse', 'mlops-registry') !== events)
        return 'the registry was written';
      await provider.pullRequest(7, 'softer');
      return api.comments.length === 1 ? null : 'a second run wrote a second comment';
    },
  },
  {
    name: '(c) new data: every stage runs again, and the new model goes through staging into production',
    attempt: async () => {
      const rows = newRows(600, 1, (cells) => cells);
      writeFileSync(join(clone, '..', 'more.csv'), rows);
      const added = await addData(join('..', 'more.csv'));
      if (added !== null) return added;
      const runs = await provider.push('More customers');
      const problem = resultsProblem(runs, { 'train.yml': whole });
      if (problem !== null) return problem;
      return page(runs, 'deploy / production').includes('production') && production() === 2
        ? null
        : told(runs);
    },
  },
  {
    name: '(d) a model that the gate blocks: red, told in one issue, not registered, production as it was',
    attempt: async () => {
      edit('models/churn/train/train.config.ts', /learningRate: [\d.]+/, 'learningRate: 0.0000001');
      const runs = await provider.push('Learn hardly anything');
      const expected = {
        plan: 'success',
        quality: 'success',
        train: 'success',
        evaluate: 'failure',
        result: 'success',
      };
      const problem = resultsProblem(runs, { 'train.yml': expected });
      if (problem !== null) return problem;
      const issue = api.issues.find(({ state }) => state === 'open');
      if (!issue?.body.includes('Blocked')) return JSON.stringify(api.issues);
      return production() === 2 ? null : 'production has moved';
    },
  },
  {
    name: 'a push of words after it leaves the blocked model blocked: the last green run counts',
    attempt: async () => {
      edit('models/churn/train/model.ts', '\n', '\n// A word.\n');
      const runs = await provider.push('Say a word');
      const isBlocked = runs[0]?.jobs.get('evaluate')?.result === 'failure';
      if (!isBlocked) return told(runs);
      git(clone, 'revert', '--no-edit', 'HEAD', 'HEAD~1');
      const after = await provider.push('Take it back');
      const isGreen = [...(after[0]?.jobs.values() ?? [])].every(
        ({ result }) => result !== 'failure',
      );
      const isClosed = api.issues.every(({ state }) => state === 'closed');
      return isGreen && isClosed && production() === 2 ? null : told(after);
    },
  },
  {
    name: '(e) drift: the report in one pull request (an issue while that is not allowed), merged it retrains and promotes',
    attempt: async () => {
      const spend = column('monthly_spend');
      const windows = inClone('..', 'windows');
      mkdirSync(windows, { recursive: true });
      const window = (name: string, rows: number) =>
        writeFileSync(
          join(windows, name),
          newRows(rows, 2, (cells) => {
            cells[spend] = String(Number(cells[spend]) * 3 + 200);
            return cells;
          }),
        );
      window('2026-03.csv', 900);
      const vars = { MLOPS_CURRENT: windows };
      provider.setVariables(vars);
      const first = await provider.schedule('drift.yml');
      const problem = resultsProblem(first, { 'drift.yml': ok('drift') });
      if (problem !== null) return problem;
      const issue = api.issues.find(({ state }) => state === 'open');
      if (!issue?.body.includes('Allow GitHub Actions to create'))
        return `${JSON.stringify(api.issues)}${told(first)}`;
      const second = await provider.schedule('drift.yml');
      if (!page(second, 'drift').includes('about this window already'))
        return page(second, 'drift');
      api.mayOpenPullRequests = true;
      edit('models/churn/drift/drift.config.ts', '};', '  response: { cooldownHours: 0 },\n};');
      await provider.push('Answer at once');
      window('2026-04.csv', 901);
      await provider.schedule('drift.yml');
      const pull = api.issues.find((entry) => entry.pull_request !== undefined);
      if (pull === undefined) return `no pull request: ${provider.log().slice(-3000)}`;
      const checks = await provider.followUp();
      if (checks[0]?.jobs.get('stages')?.result !== 'success') return told(checks);
      git(clone, 'fetch', '-q', 'origin');
      // Somebody works on the branch: the next window leaves that alone.
      const branch = String(pull.pull_request?.head);
      git(clone, 'checkout', '-q', branch);
      git(clone, 'commit', '-q', '--allow-empty', '-m', 'Labels are right');
      await provider.push('Labels are right', branch);
      git(clone, 'checkout', '-q', 'main');
      window('2026-05.csv', 902);
      const again = await provider.schedule('drift.yml');
      if (!page(again, 'drift').includes(`somebody has worked on ${branch}`))
        return page(again, 'drift');
      git(clone, 'merge', '-q', '--no-edit', branch);
      const runs = await provider.push('Take in the window');
      const merged = runs.filter(({ workflow }) => workflow === 'train.yml');
      const wrong = resultsProblem(merged, { 'train.yml': whole });
      if (wrong !== null) return wrong;
      return production() === 3 ? null : told(runs);
    },
  },
  {
    name: '(f) rollback by hand: production is the version before, with who and why',
    attempt: async () => {
      const runs = await provider.dispatch('rollback.yml', {
        model: 'churn',
        reason: 'Complaints of customers',
      });
      const problem = resultsProblem(runs, { 'rollback.yml': ok('rollback') });
      if (problem !== null) return problem;
      return production() === 2 &&
        page(runs, 'rollback').includes('by ada: Complaints of customers')
        ? null
        : told(runs);
    },
  },
  {
    name: 'a version by hand: deployed without training',
    attempt: async () => {
      const runs = await provider.dispatch('deploy.yml', { models: 'churn', model_version: '1' });
      const problem = resultsProblem(runs, { 'deploy.yml': ok('staging', 'production', 'tell') });
      return problem ?? (production() === 1 ? null : told(runs));
    },
  },
  {
    name: '(g) a README: no stage, and the model in production to download all the same',
    attempt: async () => {
      edit('README.md', /$/, '\nMore words.\n');
      const runs = await provider.push('Say more');
      const problem = resultsProblem(runs, { 'ci.yml': ok('quality', 'stages') });
      if (problem !== null) return problem;
      const text = page(runs, 'stages');
      if (!text.includes('concerns no stage') || !text.includes('affects no stage')) return text;
      const churn = join(provider.machine.artifact('artifacts'), 'production', 'churn');
      if (!readFileSync(join(churn, 'report.md'), 'utf8').includes('Gate of churn'))
        return 'no report';
      return readdirSync(join(churn, 'bundle')).includes('manifest.json')
        ? null
        : 'there is no model to download';
    },
  },
];

/** The model that the evaluate job of the last run judged, byte by byte. */
function judgedBundle(): string {
  const bundle = join(provider.machine.artifact('candidates'), 'churn', 'train', 'bundle');
  return readdirSync(bundle)
    .sort()
    .map((name) => `${name} ${readFileSync(join(bundle, name)).toString('base64')}`)
    .join('\n');
}

/** As a person would, with the packages that the first job installed. */
async function addData(file: string): Promise<string | null> {
  const modules = inClone('node_modules');
  rmSync(modules, { recursive: true, force: true });
  const linked = await project.run('cp', ['-al', join(project.folder, 'node_modules'), modules]);
  if (linked.code !== 0) return linked.output;
  copyFileSync(inClone(file), join(project.folder, 'more.csv'));
  const added = await provider.inClone('node', [
    '--import',
    'tsx',
    'tools/data-add.ts',
    file,
    'churn',
  ]);
  return added.code === 0 ? null : added.output;
}

try {
  process.exitCode = await tryItems(items, 'events lead to what they should.');
} finally {
  await provider.remove();
  project.remove();
}
