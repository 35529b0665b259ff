import { quoteName } from '@create-mlops/dataset';
import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { hasColumns } from '../limits.ts';
import type { Need } from '../need.ts';
import { failingText } from '../words.ts';

/** Values rise, or fall, from row to row. */
export const monotone = defineCheck({
  name: 'monotone',
  topic: 'rows',
  description: 'Values rise, or fall, from row to row.',
  settings: checkSettings({
    columns: z.record(z.string(), z.enum(['increasing', 'decreasing'])),
    /** Whether two rows in turn may be equal. */
    allowEqual: z.boolean().default(true),
  }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_values_to_be_increasing',
  needs: (subject, settings) =>
    Object.entries(settings.columns).flatMap(([name, direction], index): Need[] => {
      if (!hasColumns(subject, [name])) return [];
      const previous = `__previous${index}`;
      const operator = `${direction === 'increasing' ? '<' : '>'}${settings.allowEqual ? '' : '='}`;
      return [
        { kind: 'derived', name: previous, sql: `lag(${quoteName(name)}) OVER ()` },
        {
          kind: 'predicate',
          key: `monotone:${name}`,
          violated: `${quoteName(name)} ${operator} ${quoteName(previous)}`,
        },
      ];
    }),
  judge: (evidence, settings) =>
    Object.entries(settings.columns).map(([name, direction]) => {
      const found = evidence.found(`monotone:${name}`);
      return {
        column: name,
        holds: found.count === 0,
        reason: 'rule',
        expected: `${direction} from row to row`,
        received: failingText(found, `not ${direction}`),
        count: found.count,
        rows: found.rows,
      };
    }),
});
