import { checkSettings, defineCheck } from '../check.ts';
import { judgeRules } from '../judge-rules.ts';
import { toleranceShape } from '../tolerance.ts';

/** Numbers lie within the bounds of the contract. */
export const range = defineCheck({
  name: 'range',
  topic: 'contract',
  description: 'Numbers lie within the bounds of the contract.',
  settings: checkSettings(toleranceShape),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_column_values_to_be_between',
  judge: (evidence, settings) => judgeRules(evidence, 'range', settings),
});
