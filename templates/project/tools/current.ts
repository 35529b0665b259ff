// npm run current [model] [source]: brings what production sees now into models/<model>/current, for the drift check. A source is a
// folder, a file, https://…, s3://bucket/key, or `log`, the prediction log of the service at DEPLOY_URL (with MLOPS_LOG_TOKEN). What
// breaks the contract is refused with exit code 3, and nothing is written. In CI: CURRENT_SOURCE, CURRENT_MAX_MB.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ContractDescription,
  exitCodes,
  MlopsError,
  type Table,
} from '@create-mlops/contracts';
import { type Dataset, readTable } from '@create-mlops/dataset';
import { checkWindow, type DriftSettings, driftSettingsSchema } from '@create-mlops/drift-check';
import { loadSettings, readJsonIfPresent, runMain, writeJson } from '@create-mlops/stage';
import { z } from 'zod';
import { type FetchedWindow, fetchWindow } from './current/fetch-window.ts';
import { placeFiles, placeWindow } from './current/place-window.ts';
import { windowSource } from './current/window-source.ts';
import { modelNames } from './model-names.ts';

const root = join(import.meta.dirname, '..');
const print = (line: string) => process.stdout.write(`${line}\n`);

/** The drift check compares no more. */
const maxRows = 100_000;
const usualMegabytes = 200;

/** `current/log-cursor.json`: how far which log was read. It is committed with the window that it belongs to. */
const cursorSchema = z.object({
  schemaVersion: z.literal(1),
  address: z.string(),
  after: z.string(),
});

await runMain(async () => {
  const models = modelNames(root);
  const words = process.argv.slice(2);
  const model = words.find((word) => models.includes(word)) ?? models[0];
  if (model === undefined || (models.length > 1 && !words.includes(model))) {
    throw new MlopsError(
      'USAGE',
      `Which model: ${models.join(', ')}?`,
      `npm run current ${models[0]} log`,
    );
  }
  const [word = process.env.CURRENT_SOURCE ?? '', ...more] = words.filter((one) => one !== model);
  if (more.length > 0) {
    throw new MlopsError(
      'USAGE',
      `Two sources, ${word} and ${more[0]}: one window comes from one place.`,
      'Name one of them.',
    );
  }
  await bringWindow(model, word);
  return exitCodes.pass;
});

async function bringWindow(model: string, word: string): Promise<void> {
  const source = windowSource(word, process.env);
  const directory = join(root, 'models', model, 'current');
  const cursorPath = join(directory, 'log-cursor.json');
  const cursor = readJsonIfPresent(cursorPath, cursorSchema);
  const after = source.kind === 'log' && cursor?.address === source.address ? cursor.after : '';
  const window = await fetchWindow(source, {
    model,
    maxBytes: maxMegabytes() * 1_048_576,
    maxRows,
    after,
    environment: process.env,
  });
  const { bytes, extension, from } = window;
  if (bytes === null) {
    print(`There is nothing new in ${from}.`);
    return;
  }
  const { dataset } = await importModel<{ readonly dataset: Dataset }>(model, 'data', 'dataset.ts');
  const table = await readWindow(window, dataset.description);
  const minRows = await fewestRows(model);
  if (source.kind === 'log' && table.rowCount < minRows) {
    print(
      `${rows(table)} are new in ${from}; the drift check needs ${minRows}, so they are left there until there are more.`,
    );
    return;
  }
  refuseBroken(table, dataset.description, from);
  placeFiles(directory, table, { description: dataset.description, from: window.filesFolder });
  const path = placeWindow(directory, { bytes, extension, at: new Date() });
  if (source.kind === 'log') {
    const next = { schemaVersion: 1, address: source.address, after: window.cursor ?? after };
    writeJson(cursorPath, next);
  }
  print(
    path === null
      ? `${from} holds what is in current/ already.`
      : `${relative(root, path)}: ${rows(table)} from ${from}.`,
  );
}

/** Read as the drift check will read it, before anything is written where that looks. */
async function readWindow(
  { bytes, extension, from }: FetchedWindow,
  description: ContractDescription,
): Promise<Table> {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-window-'));
  try {
    const path = join(folder, `window${extension}`);
    writeFileSync(path, bytes ?? '');
    return await readTable(path, description, { require: 'features' });
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    // The file in between is nobody's business.
    const message = error.message.replaceAll(join(folder, `window${extension}`), from);
    throw new MlopsError(error.code, message, error.hint, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function refuseBroken(table: Table, description: ContractDescription, from: string): void {
  const findings = checkWindow(table, description);
  const [first] = findings;
  if (table.rowCount > 0 && first === undefined) return;
  const what =
    first === undefined
      ? 'it has no rows'
      : findings
          .map(
            ({ column, expected, received }) =>
              `${column}: ${expected} is expected, but ${received}`,
          )
          .join('; ');
  throw new MlopsError(
    'DATA_INVALID',
    `The window from ${from} breaks the contract: ${what}.`,
    'Mend it at its source, or widen contract.ts if such rows are right. Nothing was written.',
  );
}

async function fewestRows(model: string): Promise<number> {
  const { settings } = await importModel<{ readonly settings: DriftSettings }>(
    model,
    'drift',
    'drift.config.ts',
  );
  return loadSettings(driftSettingsSchema, settings, { stage: 'drift' }).minRows;
}

function maxMegabytes(): number {
  const text = process.env.CURRENT_MAX_MB || String(usualMegabytes);
  const megabytes = Number(text);
  if (megabytes > 0 && Number.isFinite(megabytes)) return megabytes;
  throw new MlopsError(
    'USAGE',
    `CURRENT_MAX_MB is "${text}", which is no size.`,
    'Set it to 200, say.',
  );
}

function rows({ rowCount }: Table): string {
  return `${rowCount.toLocaleString('en-US')} ${rowCount === 1 ? 'row' : 'rows'}`;
}

/** A file of `models/<model>`. */
function importModel<Module>(model: string, ...path: readonly string[]): Promise<Module> {
  return import(pathToFileURL(join(root, 'models', model, ...path)).href);
}
