import { emptyFrame, frame } from '../drawing/frame.ts';
import { label } from '../drawing/label.ts';
import { linearScale } from '../drawing/linear-scale.ts';
import { bar, line } from '../drawing/shapes.ts';
import { markup } from '../text/markup.ts';
import { countText, millisecondsText } from '../text/number-text.ts';

export type LatencyBarsData = {
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly calls: number;
  /** The gate's limit for p99 in milliseconds; drawn only where it lies near the bars. */
  readonly limitMs: number | null;
};

const ROW = 30;

/** How long one prediction takes: half of the calls, 95 % and 99 % of them are as fast as the bar is long. */
export function latencyBars(data: LatencyBarsData, { width = 520 } = {}): string {
  const title = 'Latency of one prediction';
  if (data.calls === 0) {
    return emptyFrame({ width, height: 48, title, description: 'No calls.' }, 'No call was timed.');
  }
  const rows = [
    { name: 'p50', ms: data.p50 },
    { name: 'p95', ms: data.p95 },
    { name: 'p99', ms: data.p99 },
  ];
  const longest = Math.max(data.p50, data.p95, data.p99);
  const limit = data.limitMs !== null && data.limitMs <= longest * 4 ? data.limitMs : null;
  const [left, right] = [36, width - 84];
  const scale = linearScale([0, longest, limit ?? 0], [left, right], { ticks: 4 });
  const bottom = 8 + rows.length * ROW;
  const drawn = rows.map(({ name, ms }, index) => {
    const y = 4 + index * ROW;
    const end = scale.position(ms);
    return markup`${label(0, y + 17, name)}${bar({ x: left, y: y + 4, width: end - left, height: ROW - 12 }, 'a', `${name}: ${millisecondsText(ms)}`)}${label(end + 8, y + 17, millisecondsText(ms), { look: 'muted small' })}`;
  });
  return frame(
    {
      width,
      height: bottom + 42,
      title,
      description: `Over ${countText(data.calls)} calls: p50 ${millisecondsText(data.p50)}, p95 ${millisecondsText(data.p95)}, p99 ${millisecondsText(data.p99)}.`,
    },
    scale.ticks.map(
      (tick) =>
        markup`${line([scale.position(tick), 4], [scale.position(tick), bottom], 'grid')}${label(scale.position(tick), bottom + 16, scale.tickText(tick), { anchor: 'middle', look: 'muted small' })}`,
    ),
    drawn,
    label((left + right) / 2, bottom + 34, 'milliseconds', {
      anchor: 'middle',
      look: 'muted small',
    }),
    limit === null
      ? null
      : markup`${line([scale.position(limit), 2], [scale.position(limit), bottom], 'fail-line curve dashed')}${label(scale.position(limit) + 5, 12, 'limit', { look: 'fail small' })}`,
  );
}
