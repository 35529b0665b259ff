import { openData, seededDraws } from '../data-file.ts';
import type { Fault } from '../fault.ts';

/** A join that went wrong: every row has the label of another. */
export const badLabels: Fault = {
  name: 'bad-labels',
  title: 'the labels belong to other rows',
  stoppedBy: 'evaluate',
  exitCode: 4,
  says: /not|below|no better|beat/i,
  inject: async (sandbox) => {
    const data = await openData(sandbox);
    const { target } = data.dataset.description;
    const draw = seededDraws(11);
    const labels = data.rows.map((row) => row[target] ?? null);
    for (let index = labels.length - 1; index > 0; index--) {
      const other = Math.floor(draw() * (index + 1));
      [labels[index], labels[other]] = [labels[other] ?? null, labels[index] ?? null];
    }
    await data.replace(
      data.rows.map((row, index) => ({ ...row, [target]: labels[index] ?? null })),
    );
    return `Every row got the ${target} of another row.`;
  },
};
