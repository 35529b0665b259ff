import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { registryFolder } from './registry-folder.mjs';

/** Where each stage leaves what it found, below `artifacts/<model>`. */
const reports = {
  validate: ['validation', 'report.json'],
  train: ['train', 'bundle', 'manifest.json'],
  evaluate: ['evaluation', 'verdict.json'],
  register: ['register', 'registration.json'],
  drift: ['drift', 'report.json'],
};

export const reportPath = (model, stage) => join('artifacts', model, ...reports[stage]);

/** A stage's report, or `null` when there is none that can be read. */
export function readReport(model, stage) {
  try {
    return JSON.parse(readFileSync(reportPath(model, stage), 'utf8'));
  } catch {
    return null;
  }
}

/** Where a stage that cannot do its work leaves why; whoever runs stages removes the folder first. */
export const failuresFolder = (model) => join('artifacts', model, 'failures');

/** What stopped a stage in this run: `{ exitCode, message, hint }`, or `null`. */
export function readFailure(model, stage) {
  try {
    return JSON.parse(readFileSync(join(failuresFolder(model), `${stage}.json`), 'utf8'));
  } catch {
    return null;
  }
}

/** The version that serves, or `undefined`. */
export function productionVersion(model) {
  const path = join(registryFolder(), model, 'aliases.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).aliases.production : undefined;
}
