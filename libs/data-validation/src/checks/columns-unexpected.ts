import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';

/** The file has no column that the contract does not know. */
export const columnsUnexpected = defineCheck({
  name: 'columnsUnexpected',
  topic: 'contract',
  description: 'The file has no column that the contract does not know.',
  settings: checkSettings({ allow: z.array(z.string()).default([]) }),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_table_columns_to_match_set',
  judge: (evidence, settings) => {
    const unexpected = evidence.unexpectedColumns.filter((name) => !settings.allow.includes(name));
    return [
      {
        column: null,
        holds: unexpected.length === 0,
        reason: 'columnUnexpected',
        expected: 'no column beyond the contract',
        received:
          unexpected.length === 0
            ? 'none'
            : `${unexpected.map((name) => `'${name}'`).join(', ')} not in the contract`,
        count: unexpected.length,
      },
    ];
  },
});
