import { quoteName } from '@create-mlops/dataset';
import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { rowsText, shareText } from '../words.ts';

/** Enough rows have a value in every column. */
export const completeRows = defineCheck({
  name: 'completeRows',
  topic: 'table',
  description: 'Enough rows have a value in every column.',
  settings: checkSettings({ min: z.number().min(0).max(1) }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_table_complete_rows_share_to_be_between',
  needs: ({ columns }) => [
    {
      kind: 'predicate',
      key: 'completeRows',
      violated: columns.map((column) => `${quoteName(column.name)} IS NULL`).join(' OR '),
    },
  ],
  judge: (evidence, settings) => {
    const { count, rows } = evidence.found('completeRows');
    const share = evidence.rowCount === 0 ? 1 : 1 - count / evidence.rowCount;
    return [
      {
        column: null,
        holds: share >= settings.min,
        reason: 'tooManyMissing',
        expected: `at least ${shareText(settings.min)} of the rows complete`,
        received: `${shareText(share)} complete (${rowsText(count)} with a missing cell)`,
        count,
        rows: share >= settings.min ? [] : rows,
      },
    ];
  },
});
