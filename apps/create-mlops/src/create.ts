import { relative, resolve } from 'node:path';
import { styleText } from 'node:util';
import {
  type Answers,
  type Payload,
  type PlannedFile,
  planProject,
} from '@create-mlops/generators';
import type { Ask } from './ask.ts';
import { isSample, placeFrom } from './data-place.ts';
import type { Finish } from './finish-project.ts';
import type { Arguments } from './parse-arguments.ts';
import { prepareData } from './prepare-data.ts';
import { projectName } from './project-name.ts';
import { projectRecord } from './project-record.ts';
import { quotedWord } from './quoted-word.ts';
import { repeatCommand } from './repeat-command.ts';
import { type ResolvedAnswers, resolveAnswers } from './resolve-answers.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { writeProject } from './write-project.ts';

/** What the command may touch besides the disk; tests give their own. */
export type World = {
  readonly environment: NodeJS.ProcessEnv;
  /** True when a person sits at the terminal. */
  readonly isInteractive: boolean;
  readonly ask: Ask;
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
  const release = stopOnSignal();
  const made = await make(typed, payload, world, say).finally(release);
  const { directory, files, result } = made;
  if (typed.switches.has('dry-run')) {
    if (json)
      world.print(asJson({ ...result, files: files.map(({ path, kind }) => ({ path, kind })) }));
    else say(listing(directory, files));
    return 0;
  }
  say(`\n${styleText('green', '✔')} ${files.length} files in ${shown(directory)}\n`);
  const finish = await finishAsTyped(directory, typed, payload.version);
  for (const problem of finish.problems) world.warn(problem);
  const installed = finish.install === 'done';
  if (json) {
    const { committed } = finish;
    const warnings = [...made.warnings, ...finish.problems];
    world.print(asJson({ ...result, files: files.length, installed, committed, warnings }));
  } else if (finish.install !== 'interrupted') {
    say(nextSteps(directory, { installed, isToFetch: made.isToFetch }));
    say(`\nThe same again: ${result.repeat}\n`);
  }
  return exitCodeOf[finish.install];
}

/** The project is whole in each case; what was asked for is not, and scripts should hear of it. */
const exitCodeOf = { done: 0, left: 0, failed: 2, interrupted: 130 } as const;

type Made = {
  readonly directory: string;
  readonly files: readonly PlannedFile[];
  readonly warnings: readonly string[];
  /** Whether the data is still to be fetched. */
  readonly isToFetch: boolean;
  /** What JSON output says in any case. */
  readonly result: Readonly<Record<'directory' | 'treeHash' | 'repeat', string>> & {
    readonly answers: Answers;
  };
};

/** From what was typed to the files on the disk; a signal until here leaves nothing behind. */
async function make(
  typed: Arguments,
  payload: Payload,
  world: World,
  say: (text: string) => void,
): Promise<Made> {
  const resolved = await resolveAnswers(typed, world);
  const directory = resolve(resolved.directory);
  const prepared = await prepareData(resolved, payload);
  try {
    for (const note of prepared.notes) say(`  ${note}`);
    for (const warning of prepared.warnings) world.warn(warning);
    const { task, ci, backend } = resolved;
    const { model } = prepared;
    const answers = { name: projectName(directory), task: task.name, model, ci, backend };
    const planned = planProject(answers, prepared.plan, payload);
    const recorded = { ...answers, ...answersOnFile(resolved) };
    const { file, treeHash } = projectRecord(payload.version, recorded, planned, prepared.sizes);
    const files = [...planned, file];
    if (!typed.switches.has('dry-run')) {
      for (const note of await writeProject(directory, files)) say(note);
    }
    const repeat = repeatCommand(payload.version, resolved, typed);
    const result = { directory, answers: recorded, treeHash, repeat };
    const isToFetch = prepared.plan.lock === null;
    return { directory, files, warnings: prepared.warnings, isToFetch, result };
  } finally {
    prepared.dispose();
  }
}

const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const listing = (directory: string, files: readonly PlannedFile[]) =>
  `\n${files.map(({ path }) => `  ${path}`).join('\n')}\n\n${files.length} files would be written to ${directory}. Nothing was.\n`;

/** What `.create-mlops.json` keeps besides the plan's answers; files by their place seen from the project. */
function answersOnFile(answers: ResolvedAnswers) {
  const { directory, data, dataset, target, text, testData, labels, keep } = answers;
  return {
    ...(dataset === null
      ? { data: isSample(data) ? data : placeFrom(directory, data) }
      : { dataset }),
    ...(target === null ? {} : { target }),
    ...(text === null ? {} : { text }),
    ...(testData === null ? {} : { 'test-data': placeFrom(directory, testData) }),
    ...(labels === null ? {} : { labels: placeFrom(directory, labels) }),
    ...(keep.length === 0 ? {} : { keep }),
  };
}

/** Processes are loaded only for who wants one started. */
async function finishAsTyped(
  directory: string,
  { switches }: Arguments,
  version: string,
): Promise<Finish> {
  const [install, git] = [!switches.has('no-install'), !switches.has('no-git')];
  if (!install && !git) return { install: 'left', committed: false, problems: [] };
  const { finishProject } = await import('./finish-project.ts');
  return finishProject(directory, { install, git, version, quiet: switches.has('json') });
}

function nextSteps(
  directory: string,
  { installed, isToFetch }: { readonly installed: boolean; readonly isToFetch: boolean },
): string {
  const steps = [
    `cd ${quotedWord(shown(directory))}`,
    ...(installed ? [] : ['npm install']),
    ...(isToFetch ? ['npm run data'] : []),
    'npm run pipeline',
    'npm run serve',
  ];
  return `\nNext:\n${steps.map((step) => `  ${styleText('cyan', step)}`).join('\n')}\n`;
}

function shown(directory: string): string {
  const near = relative(process.cwd(), directory);
  return near === '' ? '.' : near.startsWith('..') ? directory : near;
}
