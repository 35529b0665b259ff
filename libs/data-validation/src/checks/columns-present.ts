import { checkSettings, defineCheck } from '../check.ts';

/** Every column of the contract is in the file. */
export const columnsPresent = defineCheck({
  name: 'columnsPresent',
  topic: 'contract',
  description: 'Every column of the contract is in the file.',
  settings: checkSettings({}),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_table_columns_to_match_set',
  judge: (evidence) => {
    const judge = (missing: readonly string[], file: string) => ({
      column: null,
      holds: missing.length === 0,
      reason: 'columnMissing' as const,
      expected: `the ${evidence.description.columns.length} columns of the contract`,
      received:
        missing.length === 0
          ? 'all of them'
          : `${file}no column ${missing.map((name) => `'${name}'`).join(', ')}`,
      count: missing.length,
    });
    const data = judge(evidence.missingColumns, '');
    if (evidence.test === null) return [data];
    const target = evidence.test.missingColumns;
    return target.length === 0 ? [data] : [data, judge(target, `${evidence.test.name}: `)];
  },
});
