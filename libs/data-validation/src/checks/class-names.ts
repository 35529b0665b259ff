import { checkSettings, defineCheck } from '../check.ts';

/** No class is written in two ways. */
export const classNames = defineCheck({
  name: 'classNames',
  topic: 'learning',
  description: 'No two classes differ only by case, white space, dashes or underscores.',
  settings: checkSettings({}),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_column_distinct_values_to_be_in_set',
  judge: ({ description }) => {
    if (description.classes.length === 0) return [];
    const seen = new Map<string, string>();
    const pairs: string[] = [];
    for (const name of description.classes) {
      const key = name
        .trim()
        .toLowerCase()
        .replace(/[\s_-]+/g, ' ');
      const twin = seen.get(key);
      if (twin === undefined) seen.set(key, name);
      else pairs.push(`'${twin}' and '${name}'`);
    }
    return [
      {
        column: description.target,
        holds: pairs.length === 0,
        reason: 'notUnique',
        expected: 'classes that a person tells apart',
        received: pairs.length === 0 ? 'all different' : `${pairs.join(', ')} look like one class`,
        count: pairs.length,
      },
    ];
  },
});
