import { checkSettings, defineCheck } from '../check.ts';
import { judgeRules } from '../judge-rules.ts';
import { toleranceShape } from '../tolerance.ts';

/** Texts are as long as the contract says. */
export const length = defineCheck({
  name: 'length',
  topic: 'contract',
  description: 'Texts are as long as the contract says.',
  settings: checkSettings(toleranceShape),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_column_value_lengths_to_be_between',
  judge: (evidence, settings) => judgeRules(evidence, 'length', settings),
});
