import type { ContractColumn } from '@create-mlops/contracts';
import { quoteName } from '@create-mlops/dataset';
import { checkSettings, defineCheck } from '../check.ts';
import { failingText } from '../words.ts';

/** No text begins or ends with white space. */
export const paddedText = defineCheck({
  name: 'paddedText',
  topic: 'column',
  description: 'No text begins or ends with white space.',
  settings: checkSettings({}),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_column_values_to_not_match_regex',
  needs: ({ columns }) =>
    columns.filter(isText).map((column) => {
      const cell = quoteName(column.name);
      return {
        kind: 'predicate',
        key: `paddedText:${column.name}`,
        violated: `starts_with(${cell}, ' ') OR suffix(${cell}, ' ')`,
      };
    }),
  judge: (evidence) =>
    evidence.columns.filter(isText).map((column) => {
      const found = evidence.found(`paddedText:${column.name}`);
      return {
        column: column.name,
        holds: found.count === 0,
        reason: 'patternMismatch',
        expected: 'none with white space around',
        received: failingText(found, 'with white space around'),
        count: found.count,
        rows: found.rows,
      };
    }),
});

function isText(column: ContractColumn): boolean {
  return column.kind === 'text';
}
