import { checkSettings, defineCheck } from '../check.ts';
import { judgeRules } from '../judge-rules.ts';
import { toleranceShape } from '../tolerance.ts';

/** Numbers are multiples of the step of the contract. */
export const multipleOf = defineCheck({
  name: 'multipleOf',
  topic: 'contract',
  description: 'Numbers are multiples of the step of the contract.',
  settings: checkSettings(toleranceShape),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_column_values_to_be_multiple_of',
  judge: (evidence, settings) => judgeRules(evidence, 'multipleOf', settings),
});
