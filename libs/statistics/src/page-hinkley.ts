/** Defaults of river's implementation. */
const defaults = { delta: 0.005, threshold: 50, alpha: 0.9999, minimum: 30 };

/**
 * Page–Hinkley test for a rise of the mean of a stream.
 *
 * @returns a function that takes the next value and says whether the mean has risen; it starts anew after an alarm.
 * @see Page, 1954
 */
export function pageHinkley(options: Partial<typeof defaults> = {}): (value: number) => boolean {
  const { delta, threshold, alpha, minimum } = { ...defaults, ...options };
  let [count, mean, sum] = [0, 0, 0];
  return (value) => {
    count++;
    mean += (value - mean) / count;
    sum = Math.max(0, alpha * sum + (value - mean - delta));
    if (count < minimum || sum < threshold) return false;
    [count, mean, sum] = [0, 0, 0];
    return true;
  };
}
