import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FileProfile } from '@create-mlops/dataset/import';
import type { Answers } from '@create-mlops/generators';
import type { Ask } from './ask.ts';
import { choices, requireChoice } from './choices.ts';
import { CommandError } from './command-error.ts';
import type { Arguments } from './parse-arguments.ts';
import { projectName } from './project-name.ts';
import { readAnswersFile } from './read-answers-file.ts';
import { profileOf } from './read-data.ts';
import { requireFreeFolder } from './write-project.ts';

/** Everything that was decided, with where it came from no longer mattering. */
export type ResolvedAnswers = {
  readonly directory: string;
  readonly task: 'tabular';
  /** The name of a sample, or the path of a file. */
  readonly data: string;
  readonly target: string | null;
  readonly testData: string | null;
  readonly keep: readonly string[];
  readonly ci: 'github' | 'none';
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
  const task = requireChoice('task', given.task ?? 'tabular');
  const ci = requireChoice('ci', given.ci ?? 'github');
  const backend = requireChoice('backend', given.backend ?? 'auto');
  const mayAsk = world.isInteractive && !typed.switches.has('yes') && !typed.switches.has('json');
  const aboutFile = [
    ...(given.target === undefined ? [] : ['--target']),
    ...(given['test-data'] === undefined ? [] : ['--test-data']),
    ...(keep.length === 0 ? [] : ['--keep']),
  ];
  if (given.data === undefined) requireNothingAboutFile(aboutFile);

  const directory = typed.directory ?? (mayAsk ? await askDirectory(world.ask) : silently(typed));
  projectName(directory);
  requireFreeFolder(resolve(directory));
  const data = given.data ?? (mayAsk ? await askData(world.ask) : 'churn');
  if (isSample(data)) requireNoFileFlags(data, aboutFile);
  const answers = {
    directory,
    task,
    data,
    target: given.target ?? null,
    testData: given['test-data'] ?? null,
    keep,
    ci,
    backend,
    model: fromFile.values.model ?? null,
    profile: null,
  };
  if (isSample(data) || answers.target !== null) return answers;
  if (!mayAsk) {
    if (answers.testData === null) return answers;
    throw new CommandError(
      '--test-data is scored on the target, but there is no --target.',
      'Add --target COLUMN; both files must have that column.',
    );
  }
  const profile = await profileOf(data);
  return { ...answers, profile, target: await askTarget(world.ask, profile) };
}

/** A bundled sample goes by its name, whatever lies in the folder; a file of that name is `./churn`. */
export function isSample(data: string): data is (typeof choices)['sample'][number] {
  return choices.sample.some((name) => name === data);
}

function requireNothingAboutFile([flag]: readonly string[]): void {
  if (flag === undefined) return;
  const what = flag === '--test-data' ? 'is a split of --data' : 'names a column of --data';
  throw new CommandError(
    `${flag} ${what}, but there is no --data.`,
    `Add --data FILE, or leave ${flag} away to start with a bundled sample.`,
  );
}

function requireNoFileFlags(data: string, flags: readonly string[]): void {
  if (flags.length === 0) return;
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

function askData(ask: Ask): Promise<string> {
  return ask({
    name: 'data',
    message: `Which data? A file of yours (CSV, TSV, JSONL, Parquet), or a sample: ${choices.sample.join(', ')}`,
    initial: choices.sample[0],
    refuse: (answer) =>
      isSample(answer) || existsSync(answer)
        ? undefined
        : `There is no file ${answer}. A sample is ${choices.sample.join(' or ')}.`,
  });
}

/** The file's own columns, in its order. The last one is offered first: most people put the answer there. */
function askTarget(ask: Ask, profile: FileProfile): Promise<string> {
  return ask({
    name: 'target',
    message: 'Which column should be predicted?',
    initial: profile.columns.at(-1)?.name ?? '',
    choices: profile.columns.map(({ name, kind, distinct, missing }) => ({
      value: name,
      hint: `${kind}, ${distinct} different${missing > 0 ? `, ${missing} missing` : ''}`,
    })),
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
