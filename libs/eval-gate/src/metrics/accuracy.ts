import type { Metric } from '../metric.ts';
import type { Scored } from '../scored.ts';

/** Share of rows answered right, 0..1. */
export const accuracy: Metric = {
  name: 'accuracy',
  title: 'Accuracy',
  direction: 'higher',
  problems: ['binary', 'multiclass'],
  compute: (scored) => (scored.rows === 0 ? null : countRight(scored) / scored.rows),
  interval: {
    kind: 'proportion',
    count: (scored) => ({ successes: countRight(scored), n: scored.rows }),
    hits,
  },
};

function hits(scored: Scored): Uint8Array {
  if (scored.kind !== 'classification') return new Uint8Array(scored.rows);
  const { rows, yTrue, yPred } = scored;
  return Uint8Array.from({ length: rows }, (_, row) => (yTrue[row] === yPred[row] ? 1 : 0));
}

function countRight(scored: Scored): number {
  return hits(scored).reduce((sum, hit) => sum + hit, 0);
}
