import { openData } from '../data-file.ts';
import type { Fault } from '../fault.ts';

/** Somebody upstream renamed a column. */
export const schemaChange: Fault = {
  name: 'schema-change',
  title: 'a column was renamed upstream',
  stoppedBy: 'validate',
  exitCode: 3,
  says: /column|missing|contract/i,
  inject: async (sandbox) => {
    const data = await openData(sandbox);
    const column = data.dataset.description.columns.find(({ role }) => role === 'feature');
    if (column === undefined) return null;
    const renamed = `${column.name}_v2`;
    await data.replace(
      data.rows.map((row) => ({ ...row, [renamed]: row[column.name] ?? null })),
      data.columns.map((name) => (name === column.name ? renamed : name)),
    );
    return `${column.name} is now called ${renamed}.`;
  },
};
