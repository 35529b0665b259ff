import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { hasColumns } from '../limits.ts';
import { countText } from '../words.ts';

/** One value of A goes with one value of B. */
export const functionalDependency = defineCheck({
  name: 'functionalDependency',
  topic: 'rows',
  description: 'One value of A goes with one value of B.',
  settings: checkSettings({
    rules: z.array(z.strictObject({ from: z.array(z.string()).min(1), to: z.string() })).min(1),
  }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_values_to_depend_on_column',
  needs: (subject, settings) =>
    settings.rules
      .filter(({ from, to }) => hasColumns(subject, [...from, to]))
      .map(({ from, to }) => ({ kind: 'dependency', key: keyOf(from, to), from, to })),
  judge: (evidence, settings) =>
    settings.rules.map(({ from, to }) => {
      const { count, rows } = evidence.found(keyOf(from, to));
      const source = from.join(' + ');
      return {
        column: to,
        holds: count === 0,
        reason: 'rule',
        expected: `one ${to} for each ${source}`,
        received: `${countText(count)} ${count === 1 ? 'value' : 'values'} of ${source} with more than one ${to}`,
        count,
        rows,
      };
    }),
});

function keyOf(from: readonly string[], to: string): string {
  return `functionalDependency:${from.join(',')}>${to}`;
}
