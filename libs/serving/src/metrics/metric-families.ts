/** The values of one Prometheus family's labels, in the family's order. */
export type LabelValues = readonly string[];

/** One family of metrics, able to print itself in the Prometheus text format. */
export type MetricFamily = { readonly print: () => string };

export type Counter = MetricFamily & {
  readonly add: (labels: LabelValues, amount?: number) => void;
};
export type Gauge = MetricFamily & {
  readonly set: (labels: LabelValues, value: number) => void;
  readonly clear: () => void;
};
export type Histogram = MetricFamily & {
  readonly observe: (labels: LabelValues, value: number) => void;
};

type Description = {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
};

/** A number that only rises. */
export function createCounter(description: Description): Counter {
  const series = new Map<string, { readonly labels: LabelValues; value: number }>();
  return {
    add(labels, amount = 1) {
      const key = labels.join('\n');
      const known = series.get(key);
      if (known === undefined) series.set(key, { labels, value: amount });
      else known.value += amount;
    },
    print: () => head(description, 'counter') + lines(description, series.values()),
  };
}

/** A number that goes up and down. */
export function createGauge(description: Description): Gauge {
  const series = new Map<string, { readonly labels: LabelValues; readonly value: number }>();
  return {
    set: (labels, value) => series.set(labels.join('\n'), { labels, value }),
    clear: () => series.clear(),
    print: () => head(description, 'gauge') + lines(description, series.values()),
  };
}

/** @param bounds upper bounds of the buckets, rising; one more catches everything above. */
export function createHistogram(description: Description, bounds: readonly number[]): Histogram {
  type Series = { readonly labels: LabelValues; readonly counts: number[]; sum: number };
  const series = new Map<string, Series>();
  return {
    observe(labels, value) {
      const key = labels.join('\n');
      let known = series.get(key);
      if (known === undefined) {
        known = { labels, counts: new Array<number>(bounds.length + 1).fill(0), sum: 0 };
        series.set(key, known);
      }
      let bucket = 0;
      while (bucket < bounds.length && value > (bounds[bucket] ?? 0)) bucket++;
      known.counts[bucket] = (known.counts[bucket] ?? 0) + 1;
      known.sum += value;
    },
    print() {
      const { name } = description;
      let text = head(description, 'histogram');
      for (const { labels, counts, sum } of series.values()) {
        let total = 0;
        for (const [index, count] of counts.entries()) {
          total += count;
          const bound = bounds[index];
          const le = ['le', bound === undefined ? '+Inf' : String(bound)] as const;
          text += `${name}_bucket${labelText(description.labels, labels, le)} ${total}\n`;
        }
        text += `${name}_sum${labelText(description.labels, labels)} ${sum}\n`;
        text += `${name}_count${labelText(description.labels, labels)} ${total}\n`;
      }
      return text;
    },
  };
}

function head({ name, help }: Description, type: string): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
}

function lines(
  { name, labels: names }: Description,
  series: Iterable<{ readonly labels: LabelValues; readonly value: number }>,
): string {
  let text = '';
  for (const { labels, value } of series) text += `${name}${labelText(names, labels)} ${value}\n`;
  return text;
}

function labelText(
  names: readonly string[],
  values: LabelValues,
  extra?: readonly [string, string],
): string {
  const pairs = names.map((name, index) => [name, values[index] ?? ''] as const);
  const all = extra === undefined ? pairs : [...pairs, extra];
  if (all.length === 0) return '';
  return `{${all.map(([name, value]) => `${name}="${escapeLabel(value)}"`).join(',')}}`;
}

const escapeLabel = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
