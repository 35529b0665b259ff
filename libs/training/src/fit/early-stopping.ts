/** What one more epoch means: whether it is the best so far, and whether it was the last. */
export type EpochJudgement = { readonly isBest: boolean; readonly shouldStop: boolean };

/**
 * Watches the validation loss. Any fall makes an epoch the best; only a fall by more than `minDelta` since the last
 * such fall renews the patience.
 * @example
 * const judge = earlyStopping({ patience: 2, minDelta: 0 });
 * [0.9, 0.7, 0.8, 0.75].map((loss) => judge(loss).shouldStop); // [false, false, false, true]
 */
export function earlyStopping(settings: {
  readonly patience: number;
  readonly minDelta: number;
}): (validationLoss: number) => EpochJudgement {
  let best = Number.POSITIVE_INFINITY;
  let milestone = Number.POSITIVE_INFINITY;
  let epochsSince = 0;
  return (validationLoss) => {
    const isBest = validationLoss < best;
    if (isBest) best = validationLoss;
    if (validationLoss < milestone - settings.minDelta) {
      milestone = validationLoss;
      epochsSince = 0;
    } else {
      epochsSince++;
    }
    return { isBest, shouldStop: epochsSince >= settings.patience };
  };
}
