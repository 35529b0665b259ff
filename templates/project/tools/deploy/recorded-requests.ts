import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Row, rowOf, spreadRows, type Value } from '@create-mlops/contracts';
import type { Dataset } from '@create-mlops/dataset';
import { loadPredictor, readManifest } from '@create-mlops/training';
import type { Deployment } from './deployment.ts';
import { asRequest } from './recorded-samples.ts';

/** Requests to replay, with the right answer where it is known. */
export type RecordedRequests = {
  /** Where they come from, in words. */
  readonly source: string;
  readonly rows: readonly { readonly row: Row; readonly truth: Value }[];
};

/**
 * The newest requests in the service's own log, at most half of what the settings allow, and the test split of the data, whose
 * answers are known.
 */
export async function recordedRequests(deployment: Deployment): Promise<RecordedRequests> {
  const { root, model, settings } = deployment;
  const most = settings.canary.requests;
  const directory = join(root, 'artifacts', model, 'predictions');
  const logged = newestLogged(directory, Math.floor(most / 2));
  const known = await testSplit(deployment, most - logged.length);
  return {
    source:
      logged.length === 0
        ? 'the test split'
        : `the prediction log (${logged.length}) and the test split (${known.length})`,
    rows: [...logged.map((row) => ({ row, truth: null })), ...known],
  };
}

async function testSplit(
  { root, registry, model, record, served }: Deployment,
  most: number,
): Promise<RecordedRequests['rows']> {
  const path = join(root, 'models', model, 'data', 'dataset.ts');
  const { dataset }: { readonly dataset: Dataset } = await import(pathToFileURL(path).href);
  const directory = registry.bundleDirectory(model, record.version);
  const manifest = await readManifest(directory);
  const test = spreadRows((await dataset.splits()).test, most);
  const { task, features } = served;
  const predictor = await loadPredictor({ directory, task, features });
  try {
    // A service reads no files: pictures travel in the request.
    const held = predictor.inline === undefined ? test : await predictor.inline(test);
    return Array.from({ length: test.rowCount }, (_, index) => ({
      row: asRequest(rowOf(held, index), manifest),
      truth: test.columns[dataset.description.target]?.[index] ?? null,
    }));
  } finally {
    predictor.dispose();
  }
}

function newestLogged(directory: string, most: number): Row[] {
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory)
    .filter((name) => name.endsWith('.ndjson'))
    .sort()
    .reverse();
  const rows: Row[] = [];
  for (const name of files) {
    if (rows.length >= most) break;
    const lines = readFileSync(join(directory, name), 'utf8').split('\n').reverse();
    for (const line of lines) {
      const row = inputOf(line);
      if (row !== null && rows.length < most) rows.push(row);
    }
  }
  return rows.reverse();
}

/** `null` for a line that is being written at this moment. */
function inputOf(line: string): Row | null {
  try {
    const entry: { readonly input?: Row } = JSON.parse(line);
    return entry.input ?? null;
  } catch {
    return null;
  }
}
