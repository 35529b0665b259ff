import { emptyFrame, frame } from '../drawing/frame.ts';
import { label } from '../drawing/label.ts';
import { linearScale } from '../drawing/linear-scale.ts';
import { bar, line } from '../drawing/shapes.ts';
import { markup } from '../text/markup.ts';
import { plural, shortText } from '../text/number-text.ts';

export type DriftStrength = {
  readonly column: string;
  readonly verdict: 'drift' | 'warn' | 'none';
  /** The strongest detector's effect as a multiple of its threshold: from 1 on it matters. */
  readonly strength: number;
  /** What was measured, for the tooltip. */
  readonly said: string;
};

const ROW = 24;
const MOST = 30;
const looks = { drift: 'fail-fill', warn: 'warn-fill', none: 'c faint' } as const;

/** How far each column moved, in multiples of the threshold that its strongest detector minds, strongest first. */
export function driftStrengths(columns: readonly DriftStrength[], { width = 760 } = {}): string {
  const title = 'Drift by column';
  if (columns.length === 0) {
    return emptyFrame(
      { width, height: 48, title, description: 'No columns.' },
      'No column was compared.',
    );
  }
  const sorted = [...columns].sort(
    (a, b) => b.strength - a.strength || (a.column < b.column ? -1 : 1),
  );
  const shown = sorted.slice(0, MOST);
  const [left, right] = [190, width - 70];
  const scale = linearScale([0, 1.5, ...shown.map(({ strength }) => strength)], [left, right], {
    ticks: 5,
  });
  const bottom = 26 + shown.length * ROW;
  const drawn = shown.map(({ column, verdict, strength, said }, index) => {
    const y = 24 + index * ROW;
    const end = scale.position(strength);
    return markup`${label(left - 10, y + 14, column, { anchor: 'end', maxWidth: left - 12 })}${bar({ x: left, y: y + 3, width: end - left, height: ROW - 10 }, looks[verdict], `${column}: ${said}`)}${label(width - 4, y + 14, `${shortText(strength)} ×`, { anchor: 'end', look: verdict === 'none' ? 'muted small' : 'strong small' })}`;
  });
  const moved = columns.filter(({ verdict }) => verdict === 'drift').length;
  const hidden = sorted.length - shown.length;
  return frame(
    {
      width,
      height: bottom + 40,
      title,
      description: `${plural(moved, 'column')} of ${columns.length} drifted; ${shown[0]?.column} moved most.`,
    },
    scale.ticks.map(
      (tick) =>
        markup`${line([scale.position(tick), 22], [scale.position(tick), bottom], 'grid')}${label(scale.position(tick), bottom + 16, scale.tickText(tick), { anchor: 'middle', look: 'muted small' })}`,
    ),
    drawn,
    line([scale.position(1), 18], [scale.position(1), bottom], 'fail-line curve dashed'),
    label(scale.position(1), 12, 'threshold', { anchor: 'middle', look: 'muted small' }),
    label(
      (left + right) / 2,
      bottom + 34,
      `effect, in multiples of its threshold${hidden > 0 ? ` (${plural(hidden, 'weaker column')} not drawn)` : ''}`,
      { anchor: 'middle', look: 'muted small' },
    ),
  );
}
