/** Decides row by row what is written down. */
export type Sampler = () => boolean;

/**
 * Takes a share of the rows, and never more than `linesPerSecond` over time: a burst of `burstLines` after a quiet time
 * is taken whole.
 *
 * @param options.share 0..1
 * @param options.now milliseconds of a steady clock.
 * @param options.random uniform in [0, 1).
 */
export function createSampler(options: {
  readonly share: number;
  readonly linesPerSecond: number;
  readonly burstLines: number;
  readonly now?: () => number;
  readonly random?: () => number;
}): Sampler {
  const { share, linesPerSecond, burstLines } = options;
  const { now = () => performance.now(), random = Math.random } = options;
  let left = burstLines;
  let last = now();
  return () => {
    if (share < 1 && random() >= share) return false;
    if (left < 1) {
      const time = now();
      left = Math.min(burstLines, left + ((time - last) / 1000) * linesPerSecond);
      last = time;
      if (left < 1) return false;
    }
    left--;
    return true;
  };
}
