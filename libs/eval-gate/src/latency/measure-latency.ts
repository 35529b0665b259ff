import { type Predictor, selectRows, type Table } from '@create-mlops/contracts';

/** Milliseconds since some fixed moment. */
export type Clock = () => number;

export type LatencyMeasurement = {
  /** Ascending, in milliseconds. */
  readonly timesMs: Float64Array;
  /** Of batches; 0 when there are no rows. */
  readonly rowsPerSecond: number;
};

const WARM_UP_CALLS = 50;
const CALLS = 1_000;
/** Caps, so that a slow model makes the gate say so and not wait: 2 s of single rows, half a second of batches. */
const WARM_UP_MS = 500;
const TIMED_MS = 2_000;
const BATCH_MS = 500;
const FEWEST_CALLS = 20;
const BATCH_ROWS = 1_024;
const BATCHES = 20;

/** Times single-row calls on rows of the table in turn, after warming up, and the throughput of batches. */
export async function measureLatency(
  predictor: Predictor,
  rows: Table,
  now: Clock,
): Promise<LatencyMeasurement> {
  if (rows.rowCount === 0) return { timesMs: new Float64Array(0), rowsPerSecond: 0 };
  const singles = Array.from({ length: Math.min(rows.rowCount, CALLS) }, (_, row) =>
    selectRows(rows, [row]),
  );
  const call = async (index: number) => {
    const row = singles[index % singles.length];
    if (row !== undefined) await predictor.predict(row);
  };
  const warm = now();
  for (let index = 0; index < WARM_UP_CALLS && now() - warm < WARM_UP_MS; index++) {
    await call(index);
  }
  const times: number[] = [];
  const started = now();
  for (let index = 0; index < CALLS; index++) {
    const before = now();
    if (index >= FEWEST_CALLS && before - started > TIMED_MS) break;
    await call(index);
    times.push(now() - before);
  }
  return {
    timesMs: Float64Array.from(times).sort(),
    rowsPerSecond: await measureThroughput(predictor, rows, now),
  };
}

async function measureThroughput(predictor: Predictor, rows: Table, now: Clock): Promise<number> {
  const size = Math.min(rows.rowCount, BATCH_ROWS);
  const batch = selectRows(
    rows,
    Uint32Array.from({ length: size }, (_, row) => row),
  );
  let done = 0;
  const started = now();
  for (let round = 0; round < BATCHES; round++) {
    if (round > 0 && now() - started > BATCH_MS) break;
    await predictor.predict(batch);
    done += size;
  }
  const seconds = (now() - started) / 1000;
  return seconds > 0 ? done / seconds : 0;
}

/** The smallest time that at least this share of calls took at most; 0 without calls. */
export function timeAt(timesMs: Float64Array, share: number): number {
  return timesMs[Math.max(0, Math.ceil(timesMs.length * share) - 1)] ?? 0;
}
