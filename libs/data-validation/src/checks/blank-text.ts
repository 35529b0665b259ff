import type { ContractColumn } from '@create-mlops/contracts';
import { quoteName } from '@create-mlops/dataset';
import { checkSettings, defineCheck } from '../check.ts';
import { failingText } from '../words.ts';

/** No text is empty or only white space. */
export const blankText = defineCheck({
  name: 'blankText',
  topic: 'column',
  description: 'No text is empty or only white space.',
  settings: checkSettings({}),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_column_values_to_not_match_regex',
  needs: ({ columns }) =>
    columns.filter(isText).map((column) => {
      const cell = quoteName(column.name);
      return {
        kind: 'predicate',
        key: `blankText:${column.name}`,
        // The first character decides for nearly all texts, at a tenth of the cost.
        violated: `ascii(${cell}) <= 32 AND trim(${cell}, ' ' || chr(9) || chr(10) || chr(13)) = ''`,
      };
    }),
  judge: (evidence) =>
    evidence.columns.filter(isText).map((column) => {
      const found = evidence.found(`blankText:${column.name}`);
      return {
        column: column.name,
        holds: found.count === 0,
        reason: 'patternMismatch',
        expected: 'none blank',
        received: failingText(found, 'blank'),
        count: found.count,
        rows: found.rows,
      };
    }),
});

function isText(column: ContractColumn): boolean {
  return column.kind === 'text';
}
