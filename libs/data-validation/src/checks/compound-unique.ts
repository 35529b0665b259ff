import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { hasColumns } from '../limits.ts';
import { rowsText } from '../words.ts';

/** Combinations of columns do not repeat. */
export const compoundUnique = defineCheck({
  name: 'compoundUnique',
  topic: 'rows',
  description: 'Combinations of columns do not repeat.',
  settings: checkSettings({ keys: z.array(z.array(z.string()).min(2)).min(1) }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_compound_columns_to_be_unique',
  needs: (subject, settings) =>
    settings.keys
      .filter((columns) => hasColumns(subject, columns))
      .map((columns) => ({
        kind: 'keys',
        key: `compoundUnique:${columns.join(',')}`,
        columns,
        skipMissing: true,
      })),
  judge: (evidence, settings) =>
    settings.keys.map((columns) => {
      const { count, rows } = evidence.found(`compoundUnique:${columns.join(',')}`);
      const key = columns.join(' + ');
      return {
        column: null,
        holds: count === 0,
        reason: 'notUnique',
        expected: `no combination of ${key} twice`,
        received: `${rowsText(count)} with a combination of ${key} seen before`,
        count,
        rows,
      };
    }),
});
