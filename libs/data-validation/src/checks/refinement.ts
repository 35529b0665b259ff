import { checkSettings, defineCheck } from '../check.ts';
import { judgeRules } from '../judge-rules.ts';
import { toleranceShape } from '../tolerance.ts';

/** Values and rows pass the refinements of the contract. */
export const refinement = defineCheck({
  name: 'refinement',
  topic: 'contract',
  description: 'Values and rows pass the refinements of the contract.',
  settings: checkSettings(toleranceShape),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_column_values_to_pass_contract',
  judge: (evidence, settings) => judgeRules(evidence, 'refinement', settings),
});
