import { checkSettings, defineCheck } from '../check.ts';
import { judgeRules } from '../judge-rules.ts';
import { toleranceShape } from '../tolerance.ts';

/** Texts match the pattern or format of the contract. */
export const pattern = defineCheck({
  name: 'pattern',
  topic: 'contract',
  description: 'Texts match the pattern or format of the contract.',
  settings: checkSettings(toleranceShape),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_column_values_to_match_regex',
  judge: (evidence, settings) => judgeRules(evidence, 'pattern', settings),
});
