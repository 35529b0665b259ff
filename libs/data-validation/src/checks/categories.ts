import { checkSettings, defineCheck } from '../check.ts';
import { judgeRules } from '../judge-rules.ts';
import { toleranceShape } from '../tolerance.ts';

/** Values belong to the closed vocabulary of the contract. */
export const categories = defineCheck({
  name: 'categories',
  topic: 'contract',
  description: 'Values belong to the closed vocabulary of the contract.',
  settings: checkSettings(toleranceShape),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_column_values_to_be_in_set',
  judge: (evidence, settings) => judgeRules(evidence, 'categories', settings),
});
