import { quoteName } from '@create-mlops/dataset';
import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { hasColumns } from '../limits.ts';
import { rowsText, shareText } from '../words.ts';

/** The share of zeros per column lies within a limit. */
export const zeros = defineCheck({
  name: 'zeros',
  topic: 'column',
  description: 'The share of zeros per column lies within a limit.',
  settings: checkSettings({ columns: z.record(z.string(), z.number().min(0).max(1)) }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_zero_share_to_be_between',
  needs: (subject, settings) =>
    Object.keys(settings.columns)
      .filter((name) => hasColumns(subject, [name]))
      .map((name) => ({
        kind: 'predicate',
        key: `zeros:${name}`,
        violated: `TRY_CAST(${quoteName(name)} AS DOUBLE) = 0`,
      })),
  judge: (evidence, settings) =>
    Object.entries(settings.columns).map(([name, max]) => {
      const { count, rows } = evidence.found(`zeros:${name}`);
      const share = evidence.rowCount === 0 ? 0 : count / evidence.rowCount;
      return {
        column: name,
        holds: share <= max,
        reason: 'distribution',
        expected: `at most ${shareText(max)} zeros`,
        received: `${shareText(share)} zeros (${rowsText(count)})`,
        count,
        rows: share <= max ? [] : rows,
      };
    }),
});
