import type { GateCheck } from '@create-mlops/contracts';
import { statusMark } from '../page/status-mark.ts';
import { table } from '../page/table.ts';
import { isVerdictStale } from '../stale-verdict.ts';
import { type Markup, markup } from '../text/markup.ts';
import { metricTitle } from '../text/metric-title.ts';
import { countText, numberText, plural } from '../text/number-text.ts';
import type { Section } from './section.ts';

const order = { block: 0, inconclusive: 1, warn: 2, pass: 3 } as const;

/** Every limit of the gate with what was measured, what decided, and why. What did not pass comes first. */
export const gateSection: Section = {
  id: 'gate',
  title: 'Gate',
  missing: { what: 'No verdict', stage: 'evaluate' },
  render: ({ verdict, manifest }) => {
    if (verdict === null) return null;
    const checks = [...verdict.checks].sort((a, b) => order[a.status] - order[b.status]);
    return {
      figures: [],
      body: markup`
<p class="lead">${verdict.sentence}</p>
${manifest !== null && isVerdictStale({ manifest, verdict }) ? markup`<p class="note">This verdict is about model <code>${verdict.modelHash.slice(0, 12)}</code>, not about the one trained since, <code>${manifest.modelHash.slice(0, 12)}</code>.</p>` : null}
${checks.length === 0 ? markup`<p class="quiet">No check was needed.</p>` : checksTable(checks)}`,
    };
  },
};

function checksTable(checks: readonly GateCheck[]): Markup {
  const figure = (value: number | null) => (value === null ? '–' : numberText(value));
  return table(
    `${plural(checks.length, 'check')}; the bound is what decides, where there is one`,
    [
      { heading: 'Check' },
      { heading: 'Value', look: 'number' },
      { heading: 'Bound', look: 'number' },
      { heading: 'Limit', look: 'number' },
      { heading: 'n', look: 'number' },
      { heading: 'Why', look: 'wide' },
    ],
    checks.map((check) => [
      markup`${statusMark(check.status)} ${metricTitle(check.check)}<small class="under">${check.slice === null ? '' : `${check.slice}, `}against ${check.against}</small>`,
      figure(check.value),
      figure(check.bound),
      figure(check.limit),
      countText(check.n),
      markup`${check.reason}${check.neededN === null ? null : ` About ${countText(check.neededN)} rows would decide.`}<small class="under">${check.method}</small>`,
    ]),
  );
}
