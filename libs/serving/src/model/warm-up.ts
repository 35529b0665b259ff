import { MlopsError, type Predictor, type Row, tableFromRows } from '@create-mlops/contracts';

/** Calls after which the engine's compiler has seen enough, and the time that a slow model gets for them. */
const calls = 200;
const longestMs = 250;

/**
 * Answers recorded requests, one row at a time as they come in the service, until the code is compiled.
 * @throws {MlopsError} BUNDLE_BROKEN when an answer is not a finite number.
 */
export async function warmUp(
  predictor: Predictor,
  rows: readonly Row[],
  columnNames: readonly string[],
): Promise<void> {
  if (rows.length === 0) return;
  const end = performance.now() + longestMs;
  for (let call = 0; call < calls && (call === 0 || performance.now() < end); call++) {
    const row = rows[call % rows.length] ?? {};
    const answer = await predictor.predict(tableFromRows([row], columnNames));
    const numbers = answer.kind === 'classification' ? answer.scores : answer.values;
    if (numbers.every(Number.isFinite)) continue;
    throw new MlopsError(
      'BUNDLE_BROKEN',
      `The model answers ${numbers.join(', ')} to a row that was recorded at training.`,
      'Train again with `npm run pipeline`, or go back with `npm run registry rollback`.',
    );
  }
}
