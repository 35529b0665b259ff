// node --import tsx validate-customers.ts FOLDER: holds the data against its contract; prints the seconds that it took.
import { validate } from '@create-mlops/data-validation';
import { defineDataset } from '@create-mlops/dataset';
import { customerRow } from './customer-row.ts';

const [directory = ''] = process.argv.slice(2);
const started = performance.now();
const dataset = defineDataset({ directory, row: customerRow });
const report = await validate({ model: 'customers', dataset });
const seconds = (performance.now() - started) / 1000;
const { verdict, rows, queries, findings } = report;
process.stdout.write(
  `${JSON.stringify({ seconds, verdict, rows, queries, findings: findings.length })}\n`,
);
