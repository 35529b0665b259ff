import { openData } from '../data-file.ts';
import type { Fault } from '../fault.ts';

/** A sensor, a form or a join failed for a while. */
export const nullBurst: Fault = {
  name: 'null-burst',
  title: 'a column is suddenly empty in most rows',
  stoppedBy: 'validate',
  exitCode: 3,
  says: /missing|empty|null|value|duplicate/i,
  inject: async (sandbox) => {
    const data = await openData(sandbox);
    const features = data.dataset.description.columns.filter(({ role }) => role === 'feature');
    const column = features.find(({ nullable }) => !nullable) ?? features[0];
    if (column === undefined) return null;
    await data.replace(
      data.rows.map((row, index) => (index % 10 < 9 ? { ...row, [column.name]: null } : row)),
    );
    return `${column.name} is empty in nine rows of ten.`;
  },
};
