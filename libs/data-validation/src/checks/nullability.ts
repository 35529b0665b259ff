import { checkSettings, defineCheck } from '../check.ts';
import { judgeRules } from '../judge-rules.ts';
import { toleranceShape } from '../tolerance.ts';

/** Columns that are not nullable have a value in every row. */
export const nullability = defineCheck({
  name: 'nullability',
  topic: 'contract',
  description: 'Columns that are not nullable have a value in every row.',
  settings: checkSettings(toleranceShape),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_column_values_to_not_be_null',
  judge: (evidence, settings) => judgeRules(evidence, 'nullability', settings),
});
