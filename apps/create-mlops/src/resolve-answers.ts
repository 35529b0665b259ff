import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FileProfile } from '@create-mlops/dataset/import';
import { type Answers, type CataloguedSet, catalogue } from '@create-mlops/generators';
import type { Ask } from './ask.ts';
import { datasetNames, noChoice, requireChoice } from './choices.ts';
import { CommandError } from './command-error.ts';
import { isSample } from './data-place.ts';
import type { Arguments } from './parse-arguments.ts';
import { projectName } from './project-name.ts';
import { readAnswersFile } from './read-answers-file.ts';
import { taskNames, taskOfSample, tasks } from './tasks/index.ts';
import type { DataFlag, TaskChoice } from './tasks/task-choice.ts';
import { requireFreeFolder } from './write-project.ts';

/** Everything that was decided, with where it came from no longer mattering. */
export type ResolvedAnswers = {
  readonly directory: string;
  readonly task: TaskChoice;
  /** The name of a sample or of a public data set, or the path of a file. */
  readonly data: string;
  /** The public data set that `data` names; `null` for a sample or a file. */
  readonly dataset: string | null;
  readonly target: string | null;
  /** The column of texts. */
  readonly text: string | null;
  readonly testData: string | null;
  /** The labels of an IDX file of pictures. */
  readonly labels: string | null;
  readonly keep: readonly string[];
  readonly ci: 'github' | 'gitlab' | 'none';
  readonly backend: Answers['backend'];
  /** A model name that an answers file fixes. */
  readonly model: string | null;
  /** What was seen of the file when its columns were offered; it need not be read again. */
  readonly profile: FileProfile | null;
};

const defaultFolder = 'my-model';

/**
 * Flags, then the answers file, then questions about what is missing (folder, data, target), then defaults.
 *
 * @throws {CommandError} when answers do not go together, or when one is missing and nobody can be asked.
 */
export async function resolveAnswers(
  typed: Arguments,
  world: { readonly isInteractive: boolean; readonly ask: Ask },
): Promise<ResolvedAnswers> {
  const fromFile =
    typed.values.answers === undefined
      ? { values: {}, keep: [] }
      : readAnswersFile(typed.values.answers);
  const given = { ...fromFile.values, ...typed.values };
  const keep = [...fromFile.keep, ...typed.keep];
  const ci = requireChoice('ci', given.ci ?? 'github');
  const backend = requireChoice('backend', given.backend ?? 'auto');
  const mayAsk = world.isInteractive && !typed.switches.has('yes') && !typed.switches.has('json');
  const about = (['target', 'text', 'test-data', 'labels', 'keep'] as const).filter((name) =>
    name === 'keep' ? keep.length > 0 : given[name] !== undefined,
  );
  const { dataset = null } = given;
  if (dataset !== null) requireDatasetAlone(dataset, given, about);
  const named = dataset === null ? taskOf(given.task, given.data) : taskOfDataset(dataset);
  if (given.data === undefined && dataset === null) requireNothingAboutFile(about);

  const directory = typed.directory ?? (mayAsk ? await askDirectory(world.ask) : silently(typed));
  projectName(directory);
  requireFreeFolder(resolve(directory));
  const mayAskTask = mayAsk && given.data === undefined;
  const task = named ?? (mayAskTask ? await askTask(world.ask) : tasks[0]);
  const data = dataset ?? given.data ?? (mayAsk ? await askData(world.ask, task) : task.samples[0]);
  if (dataset === null) requireFitting(task, data, about);
  const answers: ResolvedAnswers = {
    directory,
    task,
    data,
    dataset,
    target: given.target ?? null,
    text: given.text ?? null,
    testData: given['test-data'] ?? null,
    labels: given.labels ?? null,
    keep,
    ci,
    backend,
    model: fromFile.values.model ?? null,
    profile: null,
  };
  if (dataset !== null || isSample(data)) return answers;
  if (answers.target !== null || !task.takes.includes('target')) return answers;
  if (mayAsk) return task.complete(answers, world.ask);
  if (answers.testData === null) return answers;
  throw new CommandError(
    '--test-data is scored on the target, but there is no --target.',
    'Add --target COLUMN; both files must have that column.',
  );
}

/** The task as named, or the one that a sample belongs to; `undefined` when neither says it. */
function taskOf(name: string | undefined, data: string | undefined): TaskChoice | undefined {
  if (name === undefined) return data === undefined ? undefined : taskOfSample(data);
  const found = tasks.find((task) => task.name === name);
  if (found === undefined) throw noChoice('task', name, taskNames);
  return found;
}

function taskOfDataset(dataset: string): TaskChoice | undefined {
  const [, found] =
    Object.entries<CataloguedSet>(catalogue).find(([name]) => name === dataset) ?? [];
  return tasks.find(({ name }) => name === found?.task);
}

/** A public data set says everything about itself. */
function requireDatasetAlone(
  dataset: string,
  given: { readonly task?: string; readonly data?: string },
  about: readonly DataFlag[],
): void {
  if (!datasetNames.includes(dataset)) throw noChoice('dataset', dataset, datasetNames);
  const task = taskOfDataset(dataset)?.name ?? '';
  const stray = [...(given.data === undefined ? [] : ['data']), ...about][0];
  if (stray !== undefined) {
    throw new CommandError(
      `--dataset ${dataset} and --${stray} do not go together: the data set says what it holds.`,
      `Leave --${stray} away, or take --data FILE in the place of --dataset.`,
    );
  }
  if (given.task !== undefined && given.task !== task) {
    throw new CommandError(
      `--dataset ${dataset} and --task ${given.task} do not go together: it is a set for ${task}.`,
      'Leave --task away.',
    );
  }
}

/** A sample of another task, and flags that mean nothing for this one. */
function requireFitting(task: TaskChoice, data: string, about: readonly DataFlag[]): void {
  const owner = taskOfSample(data);
  if (owner !== undefined && owner !== task) {
    throw new CommandError(
      `--task ${task.name} and --data ${data} do not go together: ${data} is a sample for ${owner.name}.`,
      `Choose ${task.samples.join(' or ')}, or leave --task away; a file of yours that is called so is --data ./${data}.`,
    );
  }
  const stray = about.find((flag) => !task.takes.includes(flag));
  if (stray !== undefined) {
    throw new CommandError(
      `--task ${task.name} and --${stray} do not go together.`,
      `Leave --${stray} away, or choose another task.`,
    );
  }
  if (owner !== undefined) requireNoFileFlags(data, about);
}

function requireNothingAboutFile([name]: readonly DataFlag[]): void {
  if (name === undefined) return;
  const flag = `--${name}`;
  const what = aboutData[name];
  throw new CommandError(
    `${flag} ${what}, but there is no --data.`,
    `Add --data FILE, or leave ${flag} away to start with a bundled sample.`,
  );
}

const aboutData: Readonly<Record<DataFlag, string>> = {
  target: 'names a column of --data',
  text: 'names a column of --data',
  keep: 'names a column of --data',
  'test-data': 'is a split of --data',
  labels: 'belongs to --data',
};

function requireNoFileFlags(data: string, names: readonly DataFlag[]): void {
  if (names.length === 0) return;
  const flags = names.map((name) => `--${name}`);
  throw new CommandError(
    `--data ${data} and ${flags.join(', ')} do not go together: the bundled sample has its own target, split and roles.`,
    `Leave ${flags.join(' and ')} away, or give --data a file of your own; one that is called so is --data ./${data}.`,
  );
}

function silently(typed: Arguments): string {
  if (typed.switches.has('yes')) return defaultFolder;
  throw new CommandError(
    'No folder was named, and nobody is asked here.',
    'Name one, as in: npx create-mlops my-model. Or add --yes to take the defaults.',
  );
}

function askDirectory(ask: Ask): Promise<string> {
  return ask({
    name: 'directory',
    message: 'Where? The folder gives the project its name',
    initial: `./${defaultFolder}`,
    refuse: (answer) =>
      reasonAgainst(() => {
        projectName(answer);
        requireFreeFolder(resolve(answer));
      }),
  });
}

function askTask(ask: Ask): Promise<TaskChoice> {
  return ask({
    name: 'task',
    message: 'What does it learn from?',
    initial: tasks[0].name,
    choices: tasks.map(({ name, title }) => ({ value: name, hint: title })),
  }).then((answer) => taskOf(answer, undefined) ?? tasks[0]);
}

function askData(ask: Ask, { dataIs, samples }: TaskChoice): Promise<string> {
  return ask({
    name: 'data',
    message: `Which data? Yours (${dataIs}), or a sample: ${samples.join(', ')}`,
    initial: samples[0],
    refuse: (answer) =>
      samples.includes(answer) || existsSync(answer)
        ? undefined
        : `There is no file ${answer}. A sample is ${samples.join(' or ')}.`,
  });
}

function reasonAgainst(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof CommandError) return `${error.message} ${error.hint}`;
    throw error;
  }
}
