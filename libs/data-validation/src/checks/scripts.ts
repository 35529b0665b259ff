import { quoteName } from '@create-mlops/dataset';
import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { textFeatures } from '../text-features.ts';
import { countText, failingText, shareText } from '../words.ts';

/** Scripts as Unicode and DuckDB's regular expressions name them. */
const scriptNames = [
  'Arabic',
  'Armenian',
  'Bengali',
  'Cyrillic',
  'Devanagari',
  'Ethiopic',
  'Georgian',
  'Greek',
  'Han',
  'Hangul',
  'Hebrew',
  'Hiragana',
  'Katakana',
  'Khmer',
  'Lao',
  'Latin',
  'Tamil',
  'Telugu',
  'Thai',
] as const;

/** Few texts are mostly written in a script that is not expected. */
export const scripts = defineCheck({
  name: 'scripts',
  topic: 'column',
  description:
    'Few texts are mostly written in a script that is not expected, such as Cyrillic among Latin.',
  settings: checkSettings({
    expected: z.array(z.enum(scriptNames)).min(1),
    max: z.number().min(0).max(1).default(0.01),
  }),
  status: 'warn',
  runs: 'whenSet',
  expectation: 'expect_column_values_to_match_regex',
  needs: (subject, { expected }) =>
    textFeatures(subject).map(({ name }) => {
      const cell = quoteName(name);
      const known = expected.map((script) => `\\p{${script}}`).join('');
      const foreign = `length(regexp_replace(${cell}, '[^\\p{L}]|[${known}]', '', 'g'))`;
      const letters = `length(regexp_replace(${cell}, '[^\\p{L}]', '', 'g'))`;
      return {
        kind: 'predicate',
        key: `scripts:${name}`,
        violated: `${foreign} * 2 > ${letters}`,
      };
    }),
  judge: (evidence, { expected, max }) =>
    textFeatures(evidence).map(({ name }) => {
      const found = evidence.found(`scripts:${name}`);
      const share = evidence.rowCount === 0 ? 0 : found.count / evidence.rowCount;
      return {
        column: name,
        holds: share <= max,
        reason: 'patternMismatch',
        expected: `at most ${shareText(max)} of the texts mostly in a script other than ${expected.join(', ')}`,
        received: `${failingText(found, 'in another script')} of ${countText(evidence.rowCount)}`,
        count: found.count,
        rows: share <= max ? [] : found.rows,
      };
    }),
});
