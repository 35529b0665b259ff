import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { countText, shareText } from '../words.ts';

/** No class is rarer than a share of the rows. */
export const classBalance = defineCheck({
  name: 'classBalance',
  topic: 'learning',
  description: 'No class is rarer than a share of the rows.',
  settings: checkSettings({
    minShare: z.number().min(0).max(1).default(0.05),
    maxShare: z.number().min(0).max(1).default(1),
  }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_value_shares_to_be_between',
  judge: ({ description, stats }, settings) => {
    const counts = stats.get(description.target)?.counts;
    if (counts === null || counts === undefined) return [];
    const ranked = [...counts].sort(([, a], [, b]) => a - b);
    const total = ranked.reduce((sum, [, count]) => sum + count, 0);
    const [rarest = '', fewest = 0] = ranked[0] ?? [];
    const most = ranked.at(-1)?.[1] ?? 0;
    const share = total === 0 ? 0 : fewest / total;
    const largest = total === 0 ? 0 : most / total;
    return [
      {
        column: description.target,
        holds: share >= settings.minShare && largest <= settings.maxShare,
        reason: 'classImbalance',
        expected: `each class at least ${shareText(settings.minShare)}${settings.maxShare < 1 ? ` and at most ${shareText(settings.maxShare)}` : ''} of the rows`,
        received: `rarest class '${rarest}' is ${shareText(share)} (${countText(fewest)} of ${countText(total)})`,
        count: fewest,
      },
    ];
  },
});
