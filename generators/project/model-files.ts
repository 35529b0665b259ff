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
  const overlay = `templates/task/${answers.task}/models/__model__/`;
  const files = templateFiles(payload, overlay, `${folder}/`, templateContext(answers, data));
  const dataset = `${folder}/data/dataset.ts`;
  return [
    ...files.filter((file) => file.path !== dataset),
    builtFile(dataset, datasetSource(payload, `${overlay}data/dataset.ts`, data)),
    ...stagePackages(answers.model, answers.task),
    ...settingsFiles(answers, data),
    builtFile(`${folder}/data/contract.ts`, data.contract),
    builtFile(`${folder}/data/features.ts`, data.features),
    ...(data.featuresTest === null
      ? []
      : [builtFile(`${folder}/data/features.test.ts`, data.featuresTest)]),
    builtJson(`${folder}/data/dataset.lock.json`, data.lock),
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
function datasetSource(payload: Payload, path: string, { splitStrategy }: DataPlan): string {
  const text = payloadText(payload, path);
  if (splitStrategy === 'hash') return text;
  return text
    .replace("strategy: 'hash'", `strategy: '${splitStrategy}'`)
    .replace(/Rows are split by a hash[\s\S]*? \*\//, splitWords[splitStrategy]);
}
