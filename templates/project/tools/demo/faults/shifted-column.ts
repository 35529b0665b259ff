import { openData } from '../data-file.ts';
import type { Fault } from '../fault.ts';

/** A source that changed its unit: euros became cents. */
export const shiftedColumn: Fault = {
  name: 'shifted-column',
  title: 'a column arrives in another unit',
  stoppedBy: 'validate',
  exitCode: 3,
  says: /above|below|range|outside|at most|at least|one of/i,
  inject: async (sandbox) => {
    const data = await openData(sandbox);
    const features = data.dataset.description.columns.filter(
      ({ role, kind }) => role === 'feature' && kind !== 'image' && kind !== 'text',
    );
    const numeric = features.find((column) => column.maximum !== undefined && column.maximum > 0);
    const column = numeric ?? features[0];
    if (column === undefined) return null;
    const shift = (value: unknown) =>
      value === null ? null : typeof value === 'number' ? value * 1_000 + 1_000 : 'unknown';
    await data.replace(
      data.rows.map((row, index) =>
        index % 2 === 0 ? row : { ...row, [column.name]: shift(row[column.name] ?? null) },
      ),
    );
    return `${column.name} is a thousand times larger in every second row.`;
  },
};
