import {
  type Counter,
  createCounter,
  createGauge,
  createHistogram,
  type Gauge,
  type Histogram,
} from './metric-families.ts';

/** Seconds, from half a millisecond to ten seconds. */
const latencyBounds = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];
const rowBounds = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];

/** Everything that `/metrics` tells. */
export type ServiceMetrics = {
  readonly requests: Counter;
  readonly latency: Histogram;
  readonly batchRows: Histogram;
  readonly errors: Counter;
  readonly modelInfo: Gauge;
  readonly modelReady: Gauge;
  readonly modelSwaps: Counter;
  readonly modelRefusals: Counter;
  readonly logLines: Counter;
  readonly logDropped: Counter;
  /** The Prometheus text format, version 0.0.4. */
  readonly print: () => string;
};

export function createServiceMetrics(): ServiceMetrics {
  const families = {
    requests: createCounter({
      name: 'http_requests_total',
      help: 'Requests answered, by route and status.',
      labels: ['route', 'status'],
    }),
    latency: createHistogram(
      {
        name: 'http_request_duration_seconds',
        help: 'From the first byte of a request to the last of its answer.',
        labels: ['route'],
      },
      latencyBounds,
    ),
    batchRows: createHistogram(
      {
        name: 'prediction_batch_rows',
        help: 'Rows per prediction request.',
        labels: ['model'],
      },
      rowBounds,
    ),
    errors: createCounter({
      name: 'prediction_errors_total',
      help: 'Requests that were refused or failed, by reason.',
      labels: ['reason'],
    }),
    modelInfo: createGauge({
      name: 'model_info',
      help: 'The version that answers; always 1.',
      labels: ['model', 'version', 'model_hash', 'data_hash'],
    }),
    modelReady: createGauge({
      name: 'model_ready',
      help: '1 when a version is loaded, else 0.',
      labels: ['model'],
    }),
    modelSwaps: createCounter({
      name: 'model_swaps_total',
      help: 'Versions that took over, the first one included.',
      labels: ['model'],
    }),
    modelRefusals: createCounter({
      name: 'model_refusals_total',
      help: 'Versions that were refused because they are broken.',
      labels: ['model'],
    }),
    logLines: createCounter({
      name: 'prediction_log_lines_total',
      help: 'Predictions written to the log.',
      labels: ['model'],
    }),
    logDropped: createCounter({
      name: 'prediction_log_dropped_total',
      help: 'Predictions that could not be written to the log.',
      labels: ['model'],
    }),
  };
  const memory = createGauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory of the service.',
    labels: [],
  });
  const started = createGauge({
    name: 'process_start_time_seconds',
    help: 'When the service started, in seconds since 1970.',
    labels: [],
  });
  started.set([], Math.round(Date.now() / 1000 - process.uptime()));
  return {
    ...families,
    print() {
      memory.set([], process.memoryUsage.rss());
      return [...Object.values(families), memory, started].map(({ print }) => print()).join('');
    },
  };
}
