/** Defaults of river's implementation. */
const defaults = { delta: 0.002, clock: 32, grace: 10, minimumWindow: 5, bucketsPerRow: 5 };

type Bucket = { readonly count: number; readonly total: number; readonly squares: number };

/**
 * ADWIN: a window over a stream that drops its old part when its mean differs from the new part's. Keeps O(log n) buckets.
 *
 * @returns a function that takes the next value and says whether the window was cut.
 * @see Bifet & Gavaldà, 2007
 */
export function adaptiveWindow(options: Partial<typeof defaults> = {}): (value: number) => boolean {
  const { delta, clock, grace, minimumWindow, bucketsPerRow } = { ...defaults, ...options };
  /** rows[r] holds buckets of 2^r values each, oldest first; `squares` is the sum of squared deviations. */
  const rows: Bucket[][] = [[]];
  let ticks = 0;
  let [count, total, squares] = [0, 0, 0];

  const add = (value: number) => {
    rows[0]?.push({ count: 1, total: value, squares: 0 });
    if (count > 0) {
      const gap = value - total / count;
      squares += (count * gap * gap) / (count + 1);
    }
    count++;
    total += value;
    for (let row = 0; row < rows.length; row++) {
      const buckets = rows[row] ?? [];
      if (buckets.length <= bucketsPerRow) break;
      const [first, second] = buckets.splice(0, 2);
      if (first === undefined || second === undefined) break;
      const next = rows[row + 1] ?? [];
      next.push(merge(first, second));
      rows[row + 1] = next;
    }
  };

  const dropOldest = () => {
    const row = rows.at(-1);
    const oldest = row?.shift();
    if (oldest === undefined) return;
    count -= oldest.count;
    total -= oldest.total;
    const gap = oldest.total / oldest.count - total / count;
    squares -= oldest.squares + (oldest.count * count * gap * gap) / (oldest.count + count);
    if (row?.length === 0) rows.pop();
  };

  const mustCut = (): boolean => {
    let [n0, u0] = [0, 0];
    let [n1, u1] = [count, total];
    for (let row = rows.length - 1; row >= 0; row--) {
      const buckets = rows[row] ?? [];
      for (const [index, bucket] of buckets.entries()) {
        n0 += bucket.count;
        u0 += bucket.total;
        n1 -= bucket.count;
        u1 -= bucket.total;
        if (row === 0 && index === buckets.length - 1) return false;
        if (n1 < minimumWindow + 1 || n0 < minimumWindow + 1) continue;
        const spread = Math.log((2 * Math.log(count)) / delta);
        const harmonic = 1 / (n0 - minimumWindow + 1) + 1 / (n1 - minimumWindow + 1);
        const limit =
          Math.sqrt(2 * harmonic * (squares / count) * spread) + (2 / 3) * spread * harmonic;
        if (Math.abs(u0 / n0 - u1 / n1) > limit) return true;
      }
    }
    return false;
  };

  return (value) => {
    add(value);
    ticks++;
    if (ticks % clock !== 0 || count <= grace) return false;
    let cut = false;
    while (mustCut()) {
      dropOldest();
      cut = true;
    }
    return cut;
  };
}

function merge(a: Bucket, b: Bucket): Bucket {
  const gap = a.total / a.count - b.total / b.count;
  const count = a.count + b.count;
  return {
    count,
    total: a.total + b.total,
    squares: a.squares + b.squares + (a.count * b.count * gap * gap) / count,
  };
}
