import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DatasetLock, MlopsError } from '@create-mlops/contracts';
import {
  buildLock,
  cleanText,
  type LabelledText,
  readTexts,
  type TextSource,
  takeInTexts,
} from '@create-mlops/dataset/import';
import { readArchive } from '../read-archive.ts';
import type { Form, FormInput } from './form.ts';

const review = /\/(train|test)\/(pos|neg)\/[^/]+\.txt$/;

/** A text file per review, below `train/pos`, `train/neg`, `test/pos` and `test/neg`; those without a label are left out. */
export const aclImdb: Form = async (input) => {
  const found: Record<string, (LabelledText & { readonly name: string })[]> = {
    train: [],
    test: [],
  };
  for (const { path } of input.fetched) {
    await readArchive(
      path,
      ({ name }) => review.test(name),
      (name, bytes) => {
        const [, part = '', label = ''] = review.exec(name) ?? [];
        found[part]?.push({ text: cleanText(bytes.toString('utf8')), label, name });
      },
    );
  }
  // An archive holds its files in the order of somebody's disk.
  const sorted = (part: string) =>
    (found[part] ?? [])
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ text, label }) => ({ text, label }));
  return takeIn(input, {
    name: input.source.name,
    textColumn: 'text',
    targetColumn: input.target,
    texts: sorted('train'),
    test: sorted('test'),
    notes: [],
  });
};

/** Labels and texts, line by line, in one file of a zip archive. */
export const zippedTable: Form = async (input) => {
  const { source, fetched, work, target } = input;
  const place = join(work, `${source.name}.tsv`);
  let isThere = false;
  for (const { path } of fetched) {
    await readArchive(
      path,
      ({ name }) => name === source.entry,
      (_name, bytes) => {
        writeFileSync(place, bytes);
        isThere = true;
      },
    );
  }
  if (!isThere) {
    throw new MlopsError(
      'DATA_UNUSABLE',
      `The archive of ${source.name} holds no ${source.entry}.`,
      'It was published anew in another form; take the file in with `npm run data:lock`.',
    );
  }
  return takeIn(input, { ...(await readTexts(place)), textColumn: 'text', targetColumn: target });
};

async function takeIn(
  { source, directory, raw }: FormInput,
  texts: TextSource,
): Promise<DatasetLock> {
  const { inferred, files } = await takeInTexts(texts, raw, source.name);
  return buildLock({ directory, inferred, capturedAt: source.publishedAt, files });
}
