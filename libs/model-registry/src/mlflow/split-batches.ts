/** A metric of a run; `timestamp` in milliseconds since 1970, `step` is the epoch or 0. */
export type RunMetric = {
  readonly key: string;
  readonly value: number;
  readonly timestamp: number;
  readonly step: number;
};
export type KeyValue = { readonly key: string; readonly value: string };

export type RunBatch = {
  readonly metrics: readonly RunMetric[];
  readonly params: readonly KeyValue[];
  readonly tags: readonly KeyValue[];
};

/** Of one `runs/log-batch`, as its specification states them: with both lists full, 800 metrics make up the 1,000 entities. */
const most = { metrics: 800, params: 100, tags: 100, bytes: 1_000_000 };

/**
 * Splits what is to be logged into batches that the server takes: at most 1,000 entities, 100 parameters, 100 tags and 1 MB of
 * JSON each.
 *
 * @param room in bytes for what else stands in the request.
 */
export function splitBatches(all: RunBatch, room = 200): RunBatch[] {
  const count = Math.max(
    Math.ceil(all.metrics.length / most.metrics),
    Math.ceil(all.params.length / most.params),
    Math.ceil(all.tags.length / most.tags),
  );
  const batches = Array.from({ length: count }, (_, index) => ({
    metrics: part(all.metrics, index, most.metrics),
    params: part(all.params, index, most.params),
    tags: part(all.tags, index, most.tags),
  }));
  return batches.flatMap((batch) => halveUntilSmall(batch, most.bytes - room));
}

function halveUntilSmall(batch: RunBatch, bytes: number): RunBatch[] {
  const { metrics, params, tags } = batch;
  const entities = metrics.length + params.length + tags.length;
  if (entities <= 1 || Buffer.byteLength(JSON.stringify(batch)) <= bytes) return [batch];
  const longest = Math.max(metrics.length, params.length, tags.length);
  // A single entry that is large beside others leaves them before any list is cut.
  const halves: RunBatch[] =
    longest === 1
      ? [
          { metrics, params: [], tags: [] },
          { metrics: [], params, tags: [] },
          { metrics: [], params: [], tags },
        ]
      : ([0, 1] as const).map((from) => ({
          metrics: half(metrics, from),
          params: half(params, from),
          tags: half(tags, from),
        }));
  return halves
    .filter((one) => one.metrics.length + one.params.length + one.tags.length > 0)
    .flatMap((smaller) => halveUntilSmall(smaller, bytes));
}

const part = <T>(list: readonly T[], index: number, size: number) =>
  list.slice(index * size, (index + 1) * size);

function half<T>(list: readonly T[], from: 0 | 1): T[] {
  const middle = Math.ceil(list.length / 2);
  return from === 0 ? list.slice(0, middle) : list.slice(middle);
}
