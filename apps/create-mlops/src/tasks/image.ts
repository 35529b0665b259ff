import { basename, resolve } from 'node:path';
import type { ImageSet, InferredImages } from '@create-mlops/dataset/import';
import {
  aboutPictures,
  type DataPlan,
  imageStageSettings,
  type Payload,
  payloadText,
} from '@create-mlops/generators';
import { committedUpTo } from '../committed-up-to.ts';
import { fitName } from '../project-name.ts';
import type { ResolvedAnswers } from '../resolve-answers.ts';
import type { FoundData, TaskChoice } from './task-choice.ts';

/** Pictures, each of one class. */
export const image: TaskChoice = {
  name: 'image',
  title: 'pictures, each of one class',
  samples: ['shapes'],
  dataIs: 'a folder of pictures per class, IDX or CIFAR-10 files',
  takes: ['test-data', 'labels'],
  complete: async (answers) => answers,
  prepare: preparePictures,
};

/** The name of the label's column in the index that is written for the pictures. */
const target = 'label';

async function preparePictures(answers: ResolvedAnswers, payload: Payload): Promise<FoundData> {
  const {
    imageIndexes,
    imageLock,
    inferImageContract,
    readImageSet,
    renderImageContract,
    sourceLocation,
  } = await import('@create-mlops/dataset/import');
  const source = resolve(answers.data);
  const set = await readImageSet(source, {
    labels: answers.labels === null ? undefined : resolve(answers.labels),
    test: answers.testData === null ? undefined : resolve(answers.testData),
  });
  const inferred = inferImageContract(set);
  const bytes = set.files.reduce((sum, file) => sum + file.bytes, 0);
  const committed = bytes <= committedUpTo;
  const model = answers.model ?? modelName(source);
  const encoder = new TextEncoder();
  const location = committed ? {} : { location: sourceLocation(answers.directory, source) };
  const first = set.files.find(() => set.kind === 'folder');
  const plan: DataPlan = {
    contract: renderImageContract(inferred, target),
    features: payloadText(payload, 'templates/task/image/features/none.txt'),
    featuresTest: null,
    problem: inferred.problem,
    target,
    limits: limitsOf(set, inferred),
    lock: imageLock(set, { target, ...location }),
    files: [
      ...[...imageIndexes(set, target)].map(([name, csv]) => ({
        path: `raw/${name}`,
        content: encoder.encode(csv),
      })),
      ...set.files.map((file) => ({ path: `raw/${file.path}`, copyOf: file.source })),
    ],
    committed,
    splitStrategy: set.test === null ? 'hash' : 'official',
    splitBy: 'content',
    content: aboutPictures(inferred),
    sensitive: [],
    title: `A model of the pictures of ${set.name}`,
    exampleRow: {},
    exampleUpload: {
      column: 'image',
      path: first === undefined ? 'picture.png' : `models/${model}/data/raw/${first.path}`,
    },
    gate: {},
    settings: imageStageSettings({
      pictures: set.images.length,
      size: inferred.size,
      channels: inferred.modelChannels,
      duplicates: inferred.duplicates,
    }),
  };
  return {
    plan,
    model,
    notes: notesOf(set, inferred, bytes, committed),
    warnings: [...set.warnings, ...namesTooAlike([...inferred.classes.keys()])],
    sizes: new Map([
      ...set.files.map((file) => [`models/${model}/data/raw/${file.path}`, file.bytes] as const),
    ]),
  };
}

/** @example modelName('t10k-images-idx3-ubyte.gz') // 't10k-images' */
function modelName(source: string): string {
  return fitName(basename(source).replace(/(-idx\d-ubyte)?(\.(bin|gz|ubyte))*$/, ''));
}

function limitsOf(set: ImageSet, inferred: InferredImages): DataPlan['limits'] {
  return {
    minRows: Math.max(2, Math.floor(set.images.length / 2)),
    maxMissing: {},
    maxDuplicates: roomAbove(inferred.duplicates),
    minClassShare: Number((inferred.smallestShare / 2).toPrecision(1)),
    freshness: null,
    leakFails: false,
  };
}

/** Half as much again and a percent on top, in whole percent. */
const roomAbove = (share: number) => Math.min(1, Math.ceil(150 * share + 1) / 100);

function notesOf(
  set: ImageSet,
  inferred: InferredImages,
  bytes: number,
  committed: boolean,
): string[] {
  const { classes, width, height, size, modelChannels } = inferred;
  const range = ({ minimum, maximum }: { minimum: number; maximum: number }) =>
    minimum === maximum ? String(minimum) : `${minimum} to ${maximum}`;
  const names = [...classes.keys()];
  const shown = names.slice(0, 12).join(', ') + (names.length > 12 ? ', …' : '');
  const isResized =
    width.minimum !== width.maximum ||
    width.maximum !== size.width ||
    height.maximum !== size.height;
  return [
    `${set.name}: ${set.images.length.toLocaleString('en-US')} pictures of ${range(width)} × ${range(height)} pixels in ${classes.size} classes (${shown}).`,
    ...set.notes,
    ...(isResized
      ? [
          `The model sees them as ${size.width} × ${size.height}, ${modelChannels === 1 ? 'grey' : 'in colour'}; train/train.config.ts says so.`,
        ]
      : []),
    ...(committed
      ? []
      : [
          `${Math.round(bytes / 1024 ** 2)} MB are too many for git: the pictures are ignored, and dataset.lock.json names where they come from.`,
        ]),
  ];
}

/** `cat` and `Cat ` are one class to a person. */
function namesTooAlike(names: readonly string[]): string[] {
  const seen = new Map<string, string>();
  const pairs: string[] = [];
  for (const name of names) {
    const key = name
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ');
    const twin = seen.get(key);
    if (twin === undefined) seen.set(key, name);
    else pairs.push(`"${twin}" and "${name}"`);
  }
  return pairs.length === 0
    ? []
    : [`${pairs.join(', ')} look like one class written in two ways; they count as two.`];
}
