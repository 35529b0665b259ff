import type { Evaluation } from '@create-mlops/contracts';
import { type LatencyMeasurement, timeAt } from './latency/measure-latency.ts';
import { calibrationBins } from './metrics/calibration-bins.ts';
import { countNotFinite, type Scored, type ScoredClassification } from './scored.ts';

const MOST_RESIDUALS = 1_000;
const MOST_ROC_POINTS = 200;

/** What pictures are drawn from: confusion, ROC curve, residuals, calibration, latency, size. */
export function drawEvaluation(
  scored: Scored,
  { timesMs, rowsPerSecond }: LatencyMeasurement,
  sizeMb: number | null,
): Evaluation {
  const drawable = scored.rows > 0 && countNotFinite(scored) === 0;
  return {
    schemaVersion: 1,
    classes: scored.kind === 'classification' ? [...scored.classes] : [],
    confusion: scored.kind === 'classification' ? confusionOf(scored) : [],
    roc: scored.kind === 'classification' && drawable ? rocOf(scored) : [],
    residuals: scored.kind === 'regression' && drawable ? residualsOf(scored) : [],
    calibration: scored.kind === 'classification' && drawable ? calibrationBins(scored) : [],
    latency: {
      p50: timeAt(timesMs, 0.5),
      p95: timeAt(timesMs, 0.95),
      p99: timeAt(timesMs, 0.99),
      calls: timesMs.length,
      rowsPerSecond,
    },
    sizeMb: sizeMb ?? 0,
  };
}

function confusionOf(scored: ScoredClassification): number[][] {
  const counts = scored.classes.map(() => scored.classes.map(() => 0));
  for (let row = 0; row < scored.rows; row++) {
    const line = counts[scored.yTrue[row] ?? 0];
    const at = scored.yPred[row] ?? 0;
    if (line !== undefined) line[at] = (line[at] ?? 0) + 1;
  }
  return counts;
}

function rocOf(scored: ScoredClassification): [number, number][] {
  if (scored.classes.length !== 2) return [];
  const score = (row: number) => scored.yScore[row * 2 + 1] ?? 0;
  const order = Array.from({ length: scored.rows }, (_, row) => row).sort(
    (a, b) => score(b) - score(a),
  );
  const positives = scored.yTrue.reduce((sum, value) => sum + value, 0);
  const negatives = scored.rows - positives;
  if (positives === 0 || negatives === 0) return [];
  const points: [number, number][] = [[0, 0]];
  let [hits, alarms] = [0, 0];
  for (const [index, row] of order.entries()) {
    if (scored.yTrue[row] === 1) hits++;
    else alarms++;
    const next = order[index + 1];
    // A threshold cannot lie between equal scores.
    if (next !== undefined && score(next) === score(row)) continue;
    points.push([alarms / negatives, hits / positives]);
  }
  return thinned(points, MOST_ROC_POINTS);
}

function residualsOf(scored: Extract<Scored, { kind: 'regression' }>): [number, number][] {
  return thinned(
    Array.from(scored.yPred, (value, row): [number, number] => [value, scored.yTrue[row] ?? 0]),
    MOST_RESIDUALS,
  );
}

/** Evenly spread, ends included. */
function thinned<T>(points: readonly T[], most: number): T[] {
  if (points.length <= most) return [...points];
  return Array.from({ length: most }, (_, index) => {
    const at = Math.round((index * (points.length - 1)) / (most - 1));
    return points[at];
  }).filter((point): point is T => point !== undefined);
}
