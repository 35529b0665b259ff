import type { GateCheck, Predictions } from '@create-mlops/contracts';
import { selectRows } from '@create-mlops/contracts';
import type { GateContext } from '../gate-context.ts';
import { numbersOf, predictAll } from '../predict-all.ts';
import { countText } from '../print/number-text.ts';
import { plainCheck } from './gate-check.ts';

/** Rows asked again; more would prove little more. */
const REPEATED_ROWS = 200;
/** Float32 arithmetic in another order differs by 1e-7. */
const TOLERANCE = 1e-6;

/** Whether every answer is a number in its range, and the same question gets the same answer. */
export async function soundAnswers(context: GateContext): Promise<GateCheck[]> {
  return [finiteAnswers(context), await sameAnswers(context)];
}

function finiteAnswers({ scored }: GateContext): GateCheck {
  const isScore = scored.kind === 'classification';
  const values = isScore ? scored.yScore : scored.yPred;
  const width = isScore ? scored.classes.length : 1;
  const bad = new Set<number>();
  for (const [at, value] of values.entries()) {
    const inRange = !isScore || (value >= -TOLERANCE && value <= 1 + TOLERANCE);
    if (!Number.isFinite(value) || !inRange) bad.add(Math.floor(at / width));
  }
  const [first] = bad;
  const kind = isScore ? 'scores between 0 and 1' : 'finite numbers';
  return plainCheck({
    check: 'finiteAnswers',
    against: 'behaviour',
    status: first === undefined ? 'pass' : 'block',
    value: bad.size,
    limit: 0,
    n: scored.rows,
    reason:
      first === undefined
        ? `All answers are ${kind}.`
        : `${countText(bad.size)} of ${countText(scored.rows)} answers are no ${kind}, first in row ${first + 1}.`,
  });
}

async function sameAnswers({ candidate, rows }: GateContext): Promise<GateCheck> {
  const count = Math.min(rows.rowCount, REPEATED_ROWS);
  const some = selectRows(
    rows,
    Uint32Array.from({ length: count }, (_, row) => row),
  );
  const [once, again] = [await predictAll(candidate, some), await predictAll(candidate, some)];
  const difference = largestDifference(once, again);
  const same = difference <= TOLERANCE;
  return plainCheck({
    check: 'determinism',
    against: 'behaviour',
    status: same ? 'pass' : 'block',
    value: Number.isFinite(difference) ? difference : null,
    limit: TOLERANCE,
    n: count,
    reason: same
      ? 'The same rows get the same answers.'
      : 'The same rows get other answers when asked again: the model is not deterministic.',
  });
}

/** As a share of the largest answer, but of at least 1; NaN in the same place is no difference. */
export function largestDifference(one: Predictions, other: Predictions): number {
  const [a, b] = [numbersOf(one), numbersOf(other)];
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let [largest, scale] = [0, 1];
  for (const [at, value] of a.entries()) {
    const second = b[at] ?? Number.NaN;
    if (Object.is(value, second)) continue;
    const difference = Math.abs(value - second);
    largest = Math.max(largest, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
  }
  for (const value of a) if (Number.isFinite(value)) scale = Math.max(scale, Math.abs(value));
  return largest / scale;
}
