import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { hasColumns } from '../limits.ts';
import { countText, shareText } from '../words.ts';

/** The share of rows that repeat an earlier row lies within a limit. */
export const duplicates = defineCheck({
  name: 'duplicates',
  topic: 'rows',
  description: 'The share of rows that repeat an earlier row lies within a limit.',
  settings: checkSettings({
    max: z.number().min(0).max(1).default(0),
    /** Which columns make two rows the same; by default all. */
    columns: z.array(z.string()).min(1).optional(),
  }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_table_duplicate_rows_share_to_be_between',
  needs: (subject, settings) => {
    const columns = settings.columns ?? subject.columns.map((column) => column.name);
    if (columns.length === 0 || !hasColumns(subject, columns)) return [];
    return [{ kind: 'keys', key: 'duplicates', columns, skipMissing: false }];
  },
  judge: (evidence, settings) => {
    const { count, rows } = evidence.found('duplicates');
    const share = evidence.rowCount === 0 ? 0 : count / evidence.rowCount;
    return [
      {
        column: null,
        holds: share <= settings.max,
        reason: 'tooManyDuplicates',
        expected: `at most ${shareText(settings.max)} duplicate rows`,
        received: `${shareText(share)} duplicate rows (${countText(count)} of ${countText(evidence.rowCount)})`,
        count,
        rows: share <= settings.max ? [] : rows,
      },
    ];
  },
});
