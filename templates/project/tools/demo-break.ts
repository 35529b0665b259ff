// npm run demo:break [fault|all] [model]: brings one fault into a copy of the project and shows which stage stops it, with
// which sentence. The project itself is not touched.
import { join } from 'node:path';
import { styleText } from 'node:util';
import { exitCodes, MlopsError } from '@create-mlops/contracts';
import { runMain } from '@create-mlops/stage';
import type { Fault } from './demo/fault.ts';
import { faults } from './demo/faults/index.ts';
import { closingLines, openSandbox } from './demo/sandbox.ts';
import { modelNames } from './model-names.ts';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2);
const print = (line: string) => process.stdout.write(`${line}\n`);

await runMain(async () => {
  const models = modelNames(root);
  const model = words.find((word) => models.includes(word)) ?? models[0] ?? '';
  const [name] = words.filter((word) => word !== model);
  if (name === undefined) {
    print('What should go wrong? Say npm run demo:break NAME, or all.\n');
    for (const fault of faults)
      print(`  ${fault.name.padEnd(18)} ${fault.title}: stopped by ${fault.stoppedBy}`);
    return exitCodes.pass;
  }
  const chosen = name === 'all' ? faults : faults.filter((fault) => fault.name === name);
  if (chosen.length === 0) {
    throw new MlopsError(
      'USAGE',
      `There is no fault "${name}".`,
      `Choose one of: ${faults.map((fault) => fault.name).join(', ')}, all.`,
    );
  }
  let missed = 0;
  for (const fault of chosen) if (!(await show(fault, model))) missed++;
  return missed === 0 ? exitCodes.pass : exitCodes.bug;
});

async function show(fault: Fault, model: string): Promise<boolean> {
  print(`\n${styleText('bold', fault.name)}`);
  const sandbox = openSandbox(root, model);
  try {
    // A fault is seen best against a model that works.
    const sound = await sandbox.node('tools/pipeline.mjs', [model]);
    if (sound.code !== 0) {
      print(`  The project does not pass as it is; mend that first.\n${closingLines(sound)}`);
      return false;
    }
    const done = await fault.inject(sandbox);
    if (done === null) {
      print('  This data cannot have that fault.');
      return true;
    }
    print(`  ${done}`);
    const run = await (fault.run?.(sandbox) ?? sandbox.node('tools/pipeline.mjs', [model]));
    print(closingLines(run));
    const isStopped = run.code === fault.exitCode && fault.says.test(closingLines(run));
    print(
      isStopped
        ? styleText(
            'green',
            `  → stopped by ${fault.stoppedBy} with exit code ${run.code}. Your project is as it was.`,
          )
        : styleText(
            'red',
            `  → not stopped as expected: exit code ${run.code} instead of ${fault.exitCode}.`,
          ),
    );
    return isStopped;
  } finally {
    sandbox.remove();
  }
}
