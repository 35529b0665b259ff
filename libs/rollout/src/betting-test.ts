/** Bets of different courage run side by side; together they are as good as the best, but for a factor of their number. */
const bets = 12;
const boldest = 0.9;
/** The most careful bet is so many times smaller than the boldest. */
const spread = 256;

/** A test that may be looked at after every observation. */
export type BettingTest = {
  /** @param difference in [−1, 1]; outside it a bet could lose more than it has. */
  readonly add: (difference: number) => void;
  /** Evidence against the hypothesis: 1 means none. */
  readonly evidence: () => number;
  /** Whether the evidence has ever reached 1/level. Once true it stays so. */
  readonly isRejected: () => boolean;
};

/**
 * Tests whether a mean is above a margin, valid at every look: capital that starts at 1 is bet on each difference, and if the mean
 * is at most `margin`, it ever reaches `1/level` with a probability of at most `level`.
 *
 * `E_n = (1/K) Σ_k Π_i (1 + λ_k (d_i − margin))`, K = 12, λ geometric from 0.9/(256 (1 + |margin|)) to 0.9/(1 + |margin|).
 *
 * @see Ville (1939); Waudby-Smith, Ramdas (2024), Estimating means of bounded random variables by betting.
 * @example
 * const test = bettingTest({ margin: 0.01, level: 0.01 });
 * for (let request = 0; request < 12; request++) test.add(1); // fails where production answers
 * test.isRejected(); // true
 */
export function bettingTest(options: {
  readonly margin: number;
  readonly level: number;
}): BettingTest {
  const { margin, level } = options;
  const widest = 1 + Math.abs(margin);
  const lambdas = Array.from(
    { length: bets },
    (_, index) => (boldest / widest) * spread ** (index / (bets - 1) - 1),
  );
  const logs = new Float64Array(bets);
  let rejected = false;
  const evidence = () => {
    const largest = logs.reduce((max, value) => Math.max(max, value), Number.NEGATIVE_INFINITY);
    const sum = logs.reduce((total, value) => total + Math.exp(value - largest), 0);
    return Math.exp(largest) * (sum / bets);
  };
  return {
    add(difference) {
      if (!(difference >= -1 && difference <= 1)) {
        throw new RangeError(`A difference lies between -1 and 1; this is ${difference}.`);
      }
      for (const [index, lambda] of lambdas.entries()) {
        logs[index] = (logs[index] ?? 0) + Math.log1p(lambda * (difference - margin));
      }
      if (!rejected) rejected = evidence() >= 1 / level;
    },
    evidence,
    isRejected: () => rejected,
  };
}

/** How many observations without any difference it takes to reject a margin below 0. */
export function observationsNeeded(options: {
  readonly margin: number;
  readonly level: number;
}): number {
  const test = bettingTest(options);
  let count = 0;
  while (!test.isRejected() && count < 1_000_000) {
    test.add(0);
    count++;
  }
  return count;
}
