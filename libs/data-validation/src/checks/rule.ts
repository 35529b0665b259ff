import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { judgeShare, toleranceShape } from '../tolerance.ts';
import { failingText } from '../words.ts';

/** A rule of your own, in SQL over the columns of the contract, holds in every row. */
export const rule = defineCheck({
  name: 'rule',
  topic: 'rows',
  description: 'A rule of your own, in SQL over the columns of the contract, holds in every row.',
  settings: checkSettings({ rules: z.record(z.string(), z.string().min(1)), ...toleranceShape }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_rule_to_hold',
  needs: (_, settings) =>
    Object.entries(settings.rules).map(([name, sql]) => ({
      kind: 'predicate',
      key: `rule:${name}`,
      violated: `NOT (${sql})`,
    })),
  judge: (evidence, settings) =>
    Object.entries(settings.rules).map(([name, sql]) => {
      const found = evidence.found(`rule:${name}`);
      return {
        column: null,
        holds: judgeShare(found.count, evidence.rowCount, settings),
        reason: 'rule',
        expected: `${name}: ${sql}`,
        received: failingText(found, `against '${name}'`),
        count: found.count,
        rows: found.rows,
      };
    }),
});
