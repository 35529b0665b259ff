// node --import tsx validate-customers.ts FOLDER contract|all: holds the data against its contract alone, which is what zod is
// asked, or with every check that runs by default; prints the seconds that it took.
import { checkRegistry, type ValidationSettings, validate } from '@create-mlops/data-validation';
import { defineDataset } from '@create-mlops/dataset';
import { customerRow } from './customer-row.ts';

const [directory = '', which = 'all'] = process.argv.slice(2);
const beyondContract = Object.values(checkRegistry).filter((check) => check.topic !== 'contract');
const settings: ValidationSettings =
  which === 'contract'
    ? Object.fromEntries(beyondContract.map((check) => [check.name, false]))
    : {};
const started = performance.now();
const dataset = defineDataset({ directory, row: customerRow });
const report = await validate({ model: 'customers', dataset, settings });
const seconds = (performance.now() - started) / 1000;
const { verdict, rows, queries, findings } = report;
process.stdout.write(
  `${JSON.stringify({ seconds, verdict, rows, queries, findings: findings.length })}\n`,
);
