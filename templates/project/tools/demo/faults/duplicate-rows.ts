import { openData } from '../data-file.ts';
import type { Fault } from '../fault.ts';

/** A load that ran twice. */
export const duplicateRows: Fault = {
  name: 'duplicate-rows',
  title: 'the same rows were loaded twice',
  stoppedBy: 'validate',
  exitCode: 3,
  says: /duplicate|copies|repeat|unique/i,
  inject: async (sandbox) => {
    const data = await openData(sandbox);
    await data.replace([...data.rows, ...data.rows]);
    return `All ${data.rows.length} rows were loaded a second time.`;
  },
};
