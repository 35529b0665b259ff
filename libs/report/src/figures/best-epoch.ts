/** The epoch with the lowest validation loss, the first of equals: the one whose weights training keeps. */
export function bestEpoch<E extends { readonly validationLoss: number }>(
  epochs: readonly E[],
): E | null {
  return epochs.reduce<E | null>(
    (best, epoch) => (best === null || epoch.validationLoss < best.validationLoss ? epoch : best),
    null,
  );
}
