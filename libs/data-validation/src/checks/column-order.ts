import { checkSettings, defineCheck } from '../check.ts';

/** The columns come in the order of the contract. */
export const columnOrder = defineCheck({
  name: 'columnOrder',
  topic: 'table',
  description: 'The columns come in the order of the contract.',
  settings: checkSettings({}),
  status: 'warn',
  runs: 'whenSet',
  expectation: 'expect_table_columns_to_match_ordered_list',
  judge: (evidence) => {
    const known = evidence.fileColumns.filter((name) => !evidence.unexpectedColumns.includes(name));
    const expected = evidence.columns.map((column) => column.name);
    const at = expected.findIndex((name, index) => known[index] !== name);
    return [
      {
        column: null,
        holds: at === -1,
        reason: 'columnUnexpected',
        expected: 'the order of the contract',
        received: at === -1 ? 'the same order' : `'${known[at]}' where '${expected[at]}' belongs`,
      },
    ];
  },
});
