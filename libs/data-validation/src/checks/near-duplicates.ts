import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { areComparable } from '../near-texts.ts';
import { plainTextSql } from '../plain-text.ts';
import { similaritySetting } from '../similarity-setting.ts';
import { textFeatures } from '../text-features.ts';
import { countText, shareText } from '../words.ts';

/** Few texts say nearly what an earlier one says. */
export const nearDuplicates = defineCheck({
  name: 'nearDuplicates',
  topic: 'rows',
  description:
    'Few texts say what an earlier one says, but for case, digits, signs and a few words.',
  settings: checkSettings({
    max: z.number().min(0).max(1).default(0),
    similarity: similaritySetting,
  }),
  status: 'warn',
  runs: 'whenSet',
  expectation: 'expect_column_proportion_of_unique_values_to_be_between',
  needs: (subject, { similarity }) =>
    textFeatures(subject).map(({ name }) => {
      const key = `nearDuplicates:${name}`;
      return areComparable(subject.lock)
        ? { kind: 'nearTexts', key, column: name, similarity }
        : { kind: 'keys', key, columns: [name], by: plainTextSql(name), skipMissing: true };
    }),
  judge: (evidence, { max }) =>
    textFeatures(evidence).map(({ name }) => {
      const { count, rows } = evidence.found(`nearDuplicates:${name}`);
      const share = evidence.rowCount === 0 ? 0 : count / evidence.rowCount;
      return {
        column: name,
        holds: share <= max,
        reason: 'tooManyDuplicates',
        expected: `at most ${shareText(max)} of the texts much like an earlier one`,
        received: `${shareText(share)} of the texts much like an earlier one (${countText(count)} of ${countText(evidence.rowCount)})`,
        count,
        rows: share <= max ? [] : rows,
      };
    }),
});
