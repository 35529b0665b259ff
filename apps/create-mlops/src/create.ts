import { relative, resolve } from 'node:path';
import { styleText } from 'node:util';
import { type Answers, type Payload, planProject } from '@create-mlops/generators';
import { ask } from './ask.ts';
import { requireChoice } from './choices.ts';
import { CommandError } from './command-error.ts';
import type { Finish } from './finish-project.ts';
import type { Arguments } from './parse-arguments.ts';
import { prepareData } from './prepare-data.ts';
import { projectName } from './project-name.ts';
import { projectRecord } from './project-record.ts';
import { readAnswersFile } from './read-answers-file.ts';
import { repeatCommand } from './repeat-command.ts';
import { requireFreeFolder, writeProject } from './write-project.ts';

/** What the command may touch besides the disk; tests give their own. */
export type World = {
  readonly environment: NodeJS.ProcessEnv;
  /** True when a person sits at the terminal. */
  readonly isInteractive: boolean;
  readonly print: (text: string) => void;
  readonly warn: (text: string) => void;
};

/** Asks what is missing, plans, writes, installs and commits. Returns the exit code. */
export async function create(typed: Arguments, payload: Payload, world: World): Promise<number> {
  const json = typed.switches.has('json');
  const say = (text: string) => {
    if (!json) world.print(text);
  };
  if (typed.recovered.length > 0) {
    world.warn(
      `npm took ${typed.recovered.join(' ')} for its own; it is used all the same. Write -- before the flags: npm create mlops -- ${typed.recovered.join(' ')}`,
    );
  }
  const resolved = await resolveAnswers(typed, world);
  const directory = resolve(resolved.directory);
  const name = projectName(directory);
  requireFreeFolder(directory);

  const prepared = await prepareData(resolved, payload);
  try {
    for (const note of prepared.notes) say(`  ${note}`);
    for (const warning of prepared.warnings) world.warn(warning);
    const answers: Answers = {
      name,
      task: resolved.task,
      model: prepared.model,
      ci: resolved.ci,
      backend: resolved.backend,
    };
    const planned = planProject(answers, prepared.plan, payload);
    const recorded = { ...answers, ...resolved.recorded };
    const { file, treeHash } = projectRecord(payload.version, recorded, planned, prepared.sizes);
    const files = [...planned, file];
    const repeat = repeatCommand(payload.version, resolved, typed);

    if (typed.switches.has('dry-run')) {
      if (json)
        world.print(
          `${JSON.stringify({ directory, answers: recorded, treeHash, repeat, files: files.map(({ path, kind }) => ({ path, kind })) }, null, 2)}\n`,
        );
      else {
        say(
          `\n${files.map((entry) => `  ${entry.path}`).join('\n')}\n\n${files.length} files would be written to ${directory}. Nothing was.\n`,
        );
      }
      return 0;
    }

    const notes = writeProject(directory, files);
    for (const note of notes) say(note);
    say(`\n${styleText('green', '✔')} ${files.length} files in ${shown(directory)}\n`);
    const finish = await finishAsTyped(directory, typed, payload.version);
    for (const problem of finish.problems) world.warn(problem);
    if (json) {
      const { installed, committed } = finish;
      world.print(
        `${JSON.stringify({ directory, answers: recorded, treeHash, repeat, files: files.length, installed, committed, warnings: prepared.warnings }, null, 2)}\n`,
      );
    } else {
      say(nextSteps(directory, finish.installed));
      say(`\nThe same again: ${repeat}\n`);
    }
    return 0;
  } finally {
    prepared.dispose();
  }
}

/** Processes are loaded only for who wants one started. */
async function finishAsTyped(
  directory: string,
  { switches }: Arguments,
  version: string,
): Promise<Finish> {
  const [install, git] = [!switches.has('no-install'), !switches.has('no-git')];
  if (!install && !git) return { installed: false, committed: false, problems: [] };
  const { finishProject } = await import('./finish-project.ts');
  return finishProject(directory, { install, git, version, quiet: switches.has('json') });
}

/** Everything that was decided, with where it came from no longer mattering. */
export type ResolvedAnswers = {
  readonly directory: string;
  readonly task: 'tabular';
  readonly data: string;
  readonly target: string | null;
  readonly testData: string | null;
  readonly keep: readonly string[];
  readonly ci: 'github' | 'none';
  readonly backend: Answers['backend'];
  /** A model name that an answers file fixes. */
  readonly model: string | null;
  /** What `.create-mlops.json` keeps besides the plan's answers. */
  readonly recorded: Readonly<Record<string, unknown>>;
};

async function resolveAnswers(typed: Arguments, world: World): Promise<ResolvedAnswers> {
  const fromFile =
    typed.values.answers === undefined
      ? { values: {}, keep: [] }
      : readAnswersFile(typed.values.answers);
  const given = { ...fromFile.values, ...typed.values };
  const keep = [...fromFile.keep, ...typed.keep];
  const mayAsk = world.isInteractive && !typed.switches.has('yes') && !typed.switches.has('json');

  if (given.target !== undefined && given.data === undefined) {
    throw new CommandError(
      '--target names a column, but there is no --data to look for it in.',
      'Add --data FILE, or leave --target away to start with a bundled sample.',
    );
  }
  const data =
    given.data ??
    (mayAsk
      ? await ask({
          name: 'data',
          message:
            'Which data? A file of your own (CSV, TSV, JSONL, Parquet), or a sample: churn, houses',
          initial: 'churn',
        })
      : 'churn');
  const directory =
    typed.directory ??
    (mayAsk
      ? await ask({ name: 'directory', message: 'Where?', initial: './my-model' })
      : requireYes(typed));
  return {
    directory,
    task: requireChoice('task', given.task ?? 'tabular'),
    data,
    target: given.target ?? null,
    testData: given['test-data'] ?? null,
    keep,
    ci: requireChoice('ci', given.ci ?? 'github'),
    backend: requireChoice('backend', given.backend ?? 'auto'),
    model: fromFile.values.model ?? null,
    recorded: {
      data,
      ...(given.target === undefined ? {} : { target: given.target }),
      ...(given['test-data'] === undefined ? {} : { 'test-data': given['test-data'] }),
      ...(keep.length === 0 ? {} : { keep }),
    },
  };
}

function requireYes(typed: Arguments): string {
  if (typed.switches.has('yes')) return 'my-model';
  throw new CommandError(
    'No folder was named, and there is no terminal to ask on.',
    'Name one, as in: npx create-mlops my-model. Or add --yes to take the defaults.',
  );
}

function nextSteps(directory: string, installed: boolean): string {
  const steps = [
    `cd ${shown(directory)}`,
    ...(installed ? [] : ['npm install']),
    'npm run pipeline',
    'npm run serve',
  ];
  return `\nNext:\n${steps.map((step) => `  ${styleText('cyan', step)}`).join('\n')}\n`;
}

function shown(directory: string): string {
  const near = relative(process.cwd(), directory);
  return near === '' ? '.' : near.startsWith('..') ? directory : near;
}
