import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { plainTextSql } from '../plain-text.ts';
import { textFeatures } from '../text-features.ts';
import { countText } from '../words.ts';

/** Texts that say the same have the same label: where they do not, one of the labels is wrong. */
export const labelNoise = defineCheck({
  name: 'labelNoise',
  topic: 'learning',
  description:
    'Texts that say the same, but for case, digits, spaces and signs, have the same label.',
  settings: checkSettings({ max: z.number().int().min(0).default(0) }),
  status: 'warn',
  runs: 'whenSet',
  expectation: 'expect_functional_dependency_to_hold',
  needs: (subject) =>
    subject.description.problem === 'regression'
      ? []
      : textFeatures(subject).map(({ name }) => ({
          kind: 'dependency',
          key: `labelNoise:${name}`,
          from: [name],
          by: plainTextSql(name),
          to: subject.description.target,
        })),
  judge: (evidence, { max }) =>
    evidence.description.problem === 'regression'
      ? []
      : textFeatures(evidence).map(({ name }) => {
          const { count, rows } = evidence.found(`labelNoise:${name}`);
          return {
            column: name,
            holds: count <= max,
            reason: 'rule',
            expected: `${max === 0 ? 'no text' : `at most ${countText(max)} texts`} with more than one ${evidence.description.target}`,
            received: `${countText(count)} ${count === 1 ? 'text' : 'texts'} with more than one ${evidence.description.target}`,
            count,
            rows: count <= max ? [] : rows,
          };
        }),
});
