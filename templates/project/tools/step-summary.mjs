// Puts every report that the run left into the step summary, or on the terminal where there is none.
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import './pipeline/outlive-reader.cjs';

const reports = [
  ['validation', 'report.md'],
  ['evaluation', 'verdict.md'],
  ['drift', 'report.md'],
];
const models = existsSync('artifacts') ? readdirSync('artifacts').sort() : [];
const texts = models.flatMap((model) =>
  reports
    .map((parts) => join('artifacts', model, ...parts))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'utf8')),
);
const summary = texts.length > 0 ? texts.join('\n') : 'This change affects no stage.\n';
if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, summary);
else process.stdout.write(summary);
