import { openData } from '../data-file.ts';
import type { Fault } from '../fault.ts';

/** History was unfair, and the model learns it. */
export const unfairModel: Fault = {
  name: 'unfair-model',
  title: 'the model treats groups unequally',
  stoppedBy: 'evaluate',
  exitCode: 4,
  says: /parity|fair|group|odds/i,
  inject: async (sandbox) => {
    const data = await openData(sandbox);
    const { columns, target, problem, classes } = data.dataset.description;
    const sensitive = columns.find(
      (column) => (column.role === 'sensitive' || column.sensitive) && column.kind === 'category',
    );
    const hasLimit = sandbox.read('evaluate', 'gate.config.ts').includes('fairness');
    if (sensitive === undefined || problem !== 'binary' || !hasLimit) return null;
    const group = String(sensitive.categories?.[0] ?? '');
    const positive = classes.at(-1) ?? '';
    const label =
      data.rows.map((row) => row[target] ?? null).find((value) => String(value) === positive) ??
      positive;
    await data.replace(
      data.rows.map((row, index) =>
        String(row[sensitive.name]) === group && index % 10 < 8 ? { ...row, [target]: label } : row,
      ),
    );
    sandbox.edit(
      ['data', 'contract.ts'],
      /\.meta\(\{ role: 'sensitive' \}\)/,
      '.meta({ sensitive: true })',
    );
    sandbox.edit(
      ['evaluate', 'gate.config.ts'],
      /(fairness: \{[\s\S]*?onFail: )'warn'/,
      "$1'block'",
    );
    return `${target} is ${positive} for most rows with ${sensitive.name} = ${group}, and the model may learn from ${sensitive.name}.`;
  },
};
