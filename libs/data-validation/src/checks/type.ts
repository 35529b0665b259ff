import { checkSettings, defineCheck } from '../check.ts';
import { judgeRules } from '../judge-rules.ts';
import { toleranceShape } from '../tolerance.ts';

/** Every cell casts to the type of its column. */
export const type = defineCheck({
  name: 'type',
  topic: 'contract',
  description: 'Every cell casts to the type of its column.',
  settings: checkSettings(toleranceShape),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_column_values_to_be_of_type',
  judge: (evidence, settings) => judgeRules(evidence, 'type', settings),
});
