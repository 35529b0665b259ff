import { basename, extname } from 'node:path';
import {
  type FileProfile,
  type ImportedFile,
  type InferredContract,
  importFile,
  inferContract,
  profileFile,
  readTexts,
  takeInTexts,
} from '@create-mlops/dataset/import';
import type { ModelData } from './model-data.ts';

export type ImportOptions = {
  /** The file's name in `folder`; by default the source's, made safe. */
  readonly name?: string | undefined;
  /** Another part of the same data, whose columns are to be read alike. */
  readonly like?: FileProfile | undefined;
};

export type ImportedRows = {
  readonly inferred: InferredContract;
  readonly imported: ImportedFile;
  readonly profile: FileProfile;
};

/** Takes a file, or a folder of texts, into `folder` as canonical data, read as the model's contract and task say. */
export function importRows(
  source: string,
  folder: string,
  data: ModelData,
  options: ImportOptions = {},
): Promise<ImportedRows> {
  return data.kind === 'texts'
    ? importTexts(source, folder, data, options)
    : importTable(source, folder, data, options);
}

async function importTexts(
  source: string,
  folder: string,
  { description: { columns, target } }: ModelData,
  { name = `${basename(source, extname(source))}.csv` }: ImportOptions,
): Promise<ImportedRows> {
  const text = columns.find((column) => column.name !== target)?.name ?? '';
  const texts = await readTexts(source, { text, target });
  const { inferred, files, profile } = await takeInTexts(texts, folder, basename(name, '.csv'));
  const [first] = files;
  if (first === undefined) throw new RangeError('No file was taken in.');
  return { inferred, imported: first.imported, profile };
}

async function importTable(
  source: string,
  folder: string,
  { description: { columns, target } }: ModelData,
  { name, like }: ImportOptions,
): Promise<ImportedRows> {
  const profile = await profileFile(source, like === undefined ? {} : { like });
  // What a column is for, the contract says: a text that differs in every row is a feature if it says so.
  const others = columns.filter(({ role }) => role !== 'feature').map((column) => column.name);
  const keep = profile.columns
    .map((column) => column.name)
    .filter((each) => !others.includes(each));
  const inferred = inferContract(profile, { target, keep });
  const imported = await importFile(source, folder, profile, {
    inferred,
    ...(name === undefined || !name.endsWith('.csv') ? {} : { name }),
  });
  return { inferred, imported, profile };
}
