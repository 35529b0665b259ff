import type { Metric } from '../metric.ts';
import type { Scored } from '../scored.ts';

/** Smallest score counted, so that one confident error does not make the mean infinite: float32's machine epsilon. */
const SMALLEST_SCORE = 2 ** -23;

/** Mean negative logarithm of the score given to the true class, in nats; rows are normalised to sum 1 first. */
export const logLoss: Metric = {
  name: 'logLoss',
  title: 'Log loss',
  direction: 'lower',
  problems: ['binary', 'multiclass'],
  compute: (scored) => {
    const losses = perRow(scored);
    if (losses.length === 0) return null;
    return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  },
  interval: { kind: 'rowMean', perRow },
};

function perRow(scored: Scored): Float64Array {
  if (scored.kind !== 'classification') return new Float64Array(0);
  const width = scored.classes.length;
  return Float64Array.from({ length: scored.rows }, (_, row) => {
    let sum = 0;
    for (let at = 0; at < width; at++) sum += scored.yScore[row * width + at] ?? Number.NaN;
    const score = (scored.yScore[row * width + (scored.yTrue[row] ?? 0)] ?? Number.NaN) / sum;
    // +0, so that certainty costs 0 and not -0.
    return -Math.log(Math.min(1, Math.max(SMALLEST_SCORE, score))) + 0;
  });
}
