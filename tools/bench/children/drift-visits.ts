// node --import tsx drift-visits.ts FOLDER csv|parquet: holds the window against the profile; prints the seconds that it took.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceProfileSchema } from '@create-mlops/contracts';
import { describeContract } from '@create-mlops/dataset';
import { checkDrift, driftSettingsSchema, loadWindow } from '@create-mlops/drift-check';
import { tabular } from '@create-mlops/task-tabular';
import { loadPredictor } from '@create-mlops/training';
import { visitRow } from './visit-row.ts';

const [folder = '', format = ''] = process.argv.slice(2);
const started = performance.now();
const directory = join(folder, 'bundle');
const description = describeContract(visitRow);
const report = await checkDrift({
  model: 'visits',
  version: 1,
  predictor: await loadPredictor({ directory, task: tabular, features: [] }),
  profile: referenceProfileSchema.parse(
    JSON.parse(readFileSync(join(directory, 'profile.json'), 'utf8')),
  ),
  window: await loadWindow({
    currentDirectory: join(folder, format),
    logDirectory: join(folder, 'no-log'),
    description,
  }),
  description,
  settings: driftSettingsSchema.parse({}),
});
const seconds = (performance.now() - started) / 1000;
const { windowRows, comparedRows, decision, sentence } = report;
const drifted = report.columns.filter(
  ({ source, verdict }) => source === 'data' && verdict === 'drift',
).length;
process.stdout.write(
  `${JSON.stringify({ seconds, windowRows, comparedRows, decision, drifted, sentence })}\n`,
);
