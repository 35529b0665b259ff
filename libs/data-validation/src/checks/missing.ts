import { quoteName, rawColumnName } from '@create-mlops/dataset';
import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { hasColumns } from '../limits.ts';
import { countText, shareText } from '../words.ts';

/** The share of missing cells per column lies within a limit. */
export const missing = defineCheck({
  name: 'missing',
  topic: 'column',
  description: 'The share of missing cells per column lies within a limit.',
  settings: checkSettings({
    /** Largest share, for all columns. */
    max: z.number().min(0).max(1).default(1),
    /** Largest share by column, where it differs. */
    columns: z.record(z.string(), z.number().min(0).max(1)).default({}),
  }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_values_to_not_be_null',
  needs: (subject, settings) => {
    hasColumns(subject, Object.keys(settings.columns));
    return subject.columns.map((column) => ({
      kind: 'predicate',
      key: `missing:${column.name}`,
      violated: `${quoteName(column.name)} IS NULL AND ${quoteName(rawColumnName(column.name))} IS NULL`,
    }));
  },
  judge: (evidence, settings) =>
    evidence.columns.map(({ name }) => {
      const max = settings.columns[name] ?? settings.max;
      const { count, rows } = evidence.found(`missing:${name}`);
      const share = evidence.rowCount === 0 ? 0 : count / evidence.rowCount;
      return {
        column: name,
        holds: share <= max,
        reason: 'tooManyMissing',
        expected: `at most ${shareText(max)} missing`,
        received: `${shareText(share)} missing (${countText(count)} of ${countText(evidence.rowCount)})`,
        count,
        rows: share <= max ? [] : rows,
      };
    }),
});
