// `npm run lint:workflows` reads every workflow as GitHub does, with its own parser: keys, types and expressions.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  convertWorkflowTemplate,
  NoOperationTraceWriter,
  parseWorkflow,
} from '@actions/workflow-parser';

const folder = join('.github', 'workflows');
const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
const problems = [];
for (const name of names) {
  const file = { name: join(folder, name), content: readFileSync(join(folder, name), 'utf8') };
  const { context, value } = parseWorkflow(file, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  problems.push(...context.errors.getErrors().map(({ message }) => message));
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(
  problems.length === 0
    ? `${names.length} workflows are as GitHub wants them.\n`
    : `${problems.length} problems in ${names.length} workflows.\n→ The lines above name file, line and column.\n`,
);
process.exitCode = problems.length === 0 ? 0 : 2;
