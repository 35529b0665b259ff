import type { Answers, DataPlan } from '../answers.ts';
import { type Payload, payloadText } from '../payload.ts';
import { builtFile, builtJson, type PlannedFile } from '../planned-file.ts';
import { settingsFiles } from './settings-files.ts';
import { stagePackages } from './stage-packages.ts';
import { templateContext } from './template-context.ts';
import { templateFiles } from './template-files.ts';

/** Everything below `models/<model>/`: the user's files, the stages' entry points and their package.json files. */
export function modelFiles(answers: Answers, data: DataPlan, payload: Payload): PlannedFile[] {
  const folder = `models/${answers.model}`;
  const context = templateContext(answers, data);
  const shared = templateFiles(payload, 'templates/model/', `${folder}/`, context);
  const overlay = `templates/task/${answers.task}/models/__model__/`;
  const own = templateFiles(payload, overlay, `${folder}/`, context);
  const owned = new Set(own.map(({ path }) => path));
  // A task's own file takes the place of the one that all tasks share.
  const files = [...shared.filter(({ path }) => !owned.has(path)), ...own];
  const dataset = `${folder}/data/dataset.ts`;
  return [
    ...files.filter((file) => file.path !== dataset),
    builtFile(dataset, datasetSource(payload, 'templates/model/data/dataset.ts', data)),
    ...stagePackages(answers.model, answers.task),
    ...settingsFiles(answers, data),
    builtFile(`${folder}/data/contract.ts`, data.contract),
    builtFile(`${folder}/data/features.ts`, data.features),
    ...(data.featuresTest === null
      ? []
      : [builtFile(`${folder}/data/features.test.ts`, data.featuresTest)]),
    ...(data.lock === null ? [] : [builtJson(`${folder}/data/dataset.lock.json`, data.lock)]),
    ...data.files.map(
      (file): PlannedFile => ({
        path: `${folder}/data/${file.path}`,
        kind: 'data',
        source: 'content' in file ? { content: file.content } : { copyOf: file.copyOf },
      }),
    ),
  ];
}

const splitWords = {
  hash: '',
  group:
    'Rows of one group always fall into the same split, and which one follows from a hash of\n * the group.\n */',
  official:
    'The test split is the official one of the test file; the validation split is taken from the\n * rest by a hash of the features.\n */',
} as const;

/** The template describes the usual split; another one brings its own words. */
function datasetSource(
  payload: Payload,
  path: string,
  { splitStrategy, splitBy }: DataPlan,
): string {
  const text = payloadText(payload, path);
  const by =
    splitBy === undefined ? text : text.replace('seed: 7 }', `seed: 7, by: ['${splitBy}'] }`);
  if (splitStrategy === 'hash') return by;
  return by
    .replace("strategy: 'hash'", `strategy: '${splitStrategy}'`)
    .replace(/Rows are split by a hash[\s\S]*? \*\//, splitWords[splitStrategy]);
}
