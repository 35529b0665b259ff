// npm run data:lock [model] [file] [label]: takes in the data as it is now, shows what changed, and writes the lock. With a
// file, or a folder of pictures, it replaces the data; otherwise what lies in data/raw counts.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ContractDescription,
  type DatasetLock,
  datasetLockSchema,
  exitCodes,
  MlopsError,
} from '@create-mlops/contracts';
import { describeContract } from '@create-mlops/dataset';
import {
  buildLock,
  ImportError,
  imageIndexes,
  imageLock,
  importFile,
  inferContract,
  profileFile,
  readImageSet,
  readTexts,
  relockImages,
  takeInTexts,
} from '@create-mlops/dataset/import';
import { readJsonIfPresent, runMain, writeJson } from '@create-mlops/stage';
import { modelNames } from './model-names.ts';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2);

await runMain(async () => {
  const models = modelNames(root);
  const file = words.find((word) => existsSync(word) && !models.includes(word));
  const model = words.find((word) => models.includes(word)) ?? models[0];
  const label = words.find((word) => word !== file && word !== model);
  if (model === undefined || (models.length > 1 && !words.includes(model))) {
    throw new MlopsError(
      'USAGE',
      `Which model: ${models.join(', ')}?`,
      `npm run data:lock ${models[0]}`,
    );
  }
  try {
    await lockModel(model, file, label);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    throw new MlopsError('DATA_UNUSABLE', error.message, error.hint, { cause: error });
  }
  return exitCodes.pass;
});

async function lockModel(
  model: string,
  file: string | undefined,
  label: string | undefined,
): Promise<void> {
  const directory = join(root, 'models', model, 'data');
  const raw = join(directory, 'raw');
  const lockPath = join(directory, 'dataset.lock.json');
  const before = readJsonIfPresent(lockPath, datasetLockSchema);
  const testNames =
    before?.files.filter((entry) => entry.part === 'test').map((entry) => basename(entry.path)) ??
    [];
  const contractPath = pathToFileURL(join(directory, 'contract.ts')).href;
  const { row }: { row: Parameters<typeof describeContract>[0] } = await import(contractPath);
  const description = describeContract(row);
  const { target } = description;
  const picture = description.columns.find(({ kind }) => kind === 'image');
  if (picture !== undefined && before !== null) {
    const columns = { image: picture.name, target };
    await lockPictures(model, { directory, before, columns, label, file });
    return;
  }

  const names =
    file === undefined ? dataFiles(raw).filter((name) => !testNames.includes(name)) : [file];
  if (names.length === 0) {
    throw new MlopsError(
      'FILE_NOT_FOUND',
      `There is no data in ${raw}.`,
      'Put a CSV, JSONL or Parquet file there.',
    );
  }
  const taken = [];
  let newest = 0;
  const kept = before?.files.find((entry) => entry.part === 'data');
  for (const name of [...names, ...testNames]) {
    const source = name === file ? resolve(name) : join(raw, name);
    // Taking a file in rewrites it; how old it is must not change by that.
    const { mtime } = statSync(source);
    // A new file takes the old one's place, so that nothing else has to change.
    const place = name === file && kept !== undefined ? basename(kept.path) : undefined;
    const { inferred, imported } =
      name === file && isLabelledText(description)
        ? await takeTexts(source, raw, description, place)
        : await takeTable(source, raw, description, place);
    for (const change of imported.changes) process.stdout.write(`  ${change}\n`);
    utimesSync(imported.path, mtime, mtime);
    newest = Math.max(newest, mtime.getTime());
    taken.push({
      imported,
      inferred,
      part: testNames.includes(name) ? ('test' as const) : ('data' as const),
    });
  }
  const first = taken[0];
  if (first === undefined) return;
  const lock = buildLock({
    directory,
    files: taken.map(({ imported, part }) => ({ imported, part })),
    inferred: first.inferred,
    ...(label === undefined ? {} : { label }),
    capturedAt: new Date(newest).toISOString(),
  });
  writeLock(model, lockPath, { before, lock, label });
}

function writeLock(
  model: string,
  lockPath: string,
  {
    before,
    lock,
    label,
  }: {
    readonly before: DatasetLock | null;
    readonly lock: DatasetLock;
    readonly label: string | undefined;
  },
): void {
  const isSame = before !== null && JSON.stringify(before.files) === JSON.stringify(lock.files);
  if (isSame && label === undefined) {
    process.stdout.write(`${model}: the data is what the lock says; nothing to do.\n`);
    return;
  }
  writeJson(lockPath, lock);
  process.stdout.write(`${model}: ${whatChanged(before, lock).join('\n  ')}\n`);
  process.stdout.write(
    'The lock is written. `npm run pipeline` validates the data and trains on it.\n',
  );
}

/** Pictures and their index as they lie in data/raw, or those of another folder or archive in their place. */
async function lockPictures(
  model: string,
  {
    directory,
    before,
    columns,
    label,
    file,
  }: {
    readonly directory: string;
    readonly before: DatasetLock;
    readonly columns: { readonly image: string; readonly target: string };
    readonly label: string | undefined;
    readonly file: string | undefined;
  },
): Promise<void> {
  if (file !== undefined) await replacePictures(directory, resolve(file), columns.target);
  const { lock, changes } =
    file === undefined
      ? await relockImages({ directory, before, columns, label })
      : { lock: await lockOf(resolve(file), columns.target, label), changes: [] };
  for (const change of changes) process.stdout.write(`  ${change}\n`);
  writeLock(model, join(directory, 'dataset.lock.json'), { before, lock, label });
}

async function replacePictures(directory: string, source: string, target: string): Promise<void> {
  const set = await readImageSet(source);
  for (const warning of set.warnings) process.stdout.write(`  ${warning}\n`);
  const raw = join(directory, 'raw');
  const fresh = `${raw}.new`;
  rmSync(fresh, { recursive: true, force: true });
  for (const picture of set.files) {
    const place = join(fresh, ...picture.path.split('/'));
    mkdirSync(dirname(place), { recursive: true });
    copyFileSync(picture.source, place);
  }
  for (const [name, csv] of imageIndexes(set, target)) writeFileSync(join(fresh, name), csv);
  rmSync(raw, { recursive: true, force: true, maxRetries: 3 });
  renameSync(fresh, raw);
}

async function lockOf(source: string, target: string, label: string | undefined) {
  const set = await readImageSet(source);
  return imageLock(set, { target, ...(label === undefined ? {} : { label }) });
}

/** Whether a row is a text and its label, so that a new file need not even have a header line. */
function isLabelledText({ columns, target }: ContractDescription): boolean {
  const others = columns.filter(({ name }) => name !== target);
  return others.length === 1 && others[0]?.kind === 'text';
}

async function takeTexts(
  source: string,
  raw: string,
  { columns, target }: ContractDescription,
  place = `${basename(source, extname(source))}.csv`,
) {
  const text = columns.find(({ name }) => name !== target)?.name ?? '';
  const texts = await readTexts(source, { text, target });
  const { inferred, files } = await takeInTexts(texts, raw, basename(place, '.csv'));
  const [first] = files;
  if (first === undefined) throw new RangeError('No file was taken in.');
  return { inferred, imported: first.imported };
}

async function takeTable(
  source: string,
  raw: string,
  { columns, target }: ContractDescription,
  place: string | undefined,
) {
  const profile = await profileFile(source);
  // What a column is for, the contract says: a text that differs in every row is a feature if it says so.
  const others = columns.filter(({ role }) => role !== 'feature').map(({ name }) => name);
  const keep = profile.columns.map(({ name }) => name).filter((name) => !others.includes(name));
  const inferred = inferContract(profile, { target, keep });
  const imported = await importFile(source, raw, profile, {
    inferred,
    ...(place === undefined || !place.endsWith('.csv') ? {} : { name: place }),
  });
  return { inferred, imported };
}

function dataFiles(raw: string): string[] {
  if (!existsSync(raw)) return [];
  return readdirSync(raw)
    .filter((name) => /\.(csv|tsv|jsonl|parquet)$/i.test(name))
    .sort();
}

function whatChanged(before: DatasetLock | null, after: DatasetLock): string[] {
  const rows = (lock: DatasetLock) => lock.files.reduce((sum, file) => sum + file.rows, 0);
  const count = (value: number) => value.toLocaleString('en-US');
  if (before === null) return [`${count(rows(after))} rows, ${after.columns.length} columns.`];
  const lines = [`${count(rows(before))} → ${count(rows(after))} rows.`];
  const added = after.columns.filter((column) => !before.columns.includes(column));
  const removed = before.columns.filter((column) => !after.columns.includes(column));
  if (added.length > 0) lines.push(`New columns: ${added.join(', ')}. Put them into contract.ts.`);
  if (removed.length > 0) lines.push(`Missing columns: ${removed.join(', ')}.`);
  const classes = [
    ...new Set([...Object.keys(before.classes), ...Object.keys(after.classes)]),
  ].sort();
  for (const name of classes) {
    const [was = 0, is = 0] = [before.classes[name], after.classes[name]];
    if (was !== is) lines.push(`Class ${name}: ${count(was)} → ${count(is)} rows.`);
  }
  return lines;
}
