import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import type { Subject } from '../evidence.ts';
import { hasColumns } from '../limits.ts';
import { rowsText } from '../words.ts';

/** Ids do not repeat. */
export const unique = defineCheck({
  name: 'unique',
  topic: 'rows',
  description: 'Ids do not repeat.',
  settings: checkSettings({
    /** By default the columns with the role `id`. */
    columns: z.array(z.string()).optional(),
  }),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_column_values_to_be_unique',
  needs: (subject, settings) =>
    columnsOf(subject, settings).map((name) => ({
      kind: 'keys',
      key: `unique:${name}`,
      columns: [name],
      skipMissing: true,
    })),
  judge: (evidence, settings) =>
    columnsOf(evidence, settings).map((name) => {
      const { count, rows } = evidence.found(`unique:${name}`);
      return {
        column: name,
        holds: count === 0,
        reason: 'notUnique',
        expected: 'no value twice',
        received: count === 0 ? 'no value twice' : `${rowsText(count)} with a value seen before`,
        count,
        rows,
      };
    }),
});

function columnsOf(
  subject: Subject,
  settings: { readonly columns?: readonly string[] | undefined },
): string[] {
  const ids = subject.columns.filter((column) => column.role === 'id').map((column) => column.name);
  return (settings.columns ?? ids).filter((name) => hasColumns(subject, [name]));
}
