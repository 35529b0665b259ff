import { quoteName } from '@create-mlops/dataset';
import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { textFeatures } from '../text-features.ts';
import { countText, failingText, shareText } from '../words.ts';

/**
 * The replacement character, and what UTF-8 looks like when it was read as Windows-1252 or Latin-1: `Ã¤` for ä, `â€™` for ’
 * (or `â` and control characters), `Â£` for £.
 */
const GARBLED = '\\x{FFFD}|Ã[\\x{80}-\\x{BF}]|â(?:€|[\\x{80}-\\x{9F}])|Â[\\x{A0}-\\x{BF}]';

/** Few texts were garbled by reading them in the wrong encoding. */
export const garbledText = defineCheck({
  name: 'garbledText',
  topic: 'column',
  description: 'Few texts were garbled by reading them in the wrong encoding.',
  settings: checkSettings({ max: z.number().min(0).max(1).default(0.001) }),
  status: 'warn',
  runs: 'whenSet',
  expectation: 'expect_column_values_to_not_match_regex',
  needs: (subject) =>
    textFeatures(subject).map(({ name }) => ({
      kind: 'predicate',
      key: `garbledText:${name}`,
      violated: `regexp_matches(${quoteName(name)}, '${GARBLED}')`,
    })),
  judge: (evidence, { max }) =>
    textFeatures(evidence).map(({ name }) => {
      const found = evidence.found(`garbledText:${name}`);
      const share = evidence.rowCount === 0 ? 0 : found.count / evidence.rowCount;
      return {
        column: name,
        holds: share <= max,
        reason: 'patternMismatch',
        expected: `at most ${shareText(max)} garbled texts, as by a wrong encoding`,
        received: `${failingText(found, 'garbled')} of ${countText(evidence.rowCount)}`,
        count: found.count,
        rows: share <= max ? [] : found.rows,
      };
    }),
});
