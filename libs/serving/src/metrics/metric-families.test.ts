import { describe, expect, it } from 'vitest';
import { goodRow } from '../../test/served-fixture.ts';
import { startedService } from '../../test/started-service.ts';
import { createCounter, createGauge, createHistogram } from './metric-families.ts';

const family = (labels: readonly string[]) => ({ name: 'x_total', help: 'What it is.', labels });

describe('createCounter', () => {
  it('adds up per label values and escapes them', () => {
    const counter = createCounter(family(['a', 'b']));
    counter.add(['one', 'two']);
    counter.add(['one', 'two'], 2);
    counter.add(['"\\\n', '']);
    expect(counter.print()).toBe(
      '# HELP x_total What it is.\n# TYPE x_total counter\nx_total{a="one",b="two"} 3\nx_total{a="\\"\\\\\\n",b=""} 1\n',
    );
  });
});

describe('createGauge', () => {
  it('keeps the last value and forgets when cleared', () => {
    const gauge = createGauge(family([]));
    gauge.set([], 1);
    gauge.set([], 2.5);
    expect(gauge.print()).toContain('\nx_total 2.5\n');
    gauge.clear();
    expect(gauge.print()).not.toContain('\nx_total 2.5\n');
  });
});

describe('createHistogram', () => {
  it('counts up to and including each bound, and everything in +Inf', () => {
    const histogram = createHistogram(family(['m']), [1, 2]);
    for (const value of [0.5, 1, 1.5, 2, 99]) histogram.observe(['a'], value);
    expect(histogram.print().split('\n').slice(2, -1)).toEqual([
      'x_total_bucket{m="a",le="1"} 2',
      'x_total_bucket{m="a",le="2"} 4',
      'x_total_bucket{m="a",le="+Inf"} 5',
      'x_total_sum{m="a"} 104',
      'x_total_count{m="a"} 5',
    ]);
  });
});

describe('metricsRoute', () => {
  it('counts requests, rows and refusals, and names the version that answers', async () => {
    const app = await startedService();
    await app.inject({ method: 'POST', url: '/predict', payload: goodRow });
    await app.inject({ method: 'POST', url: '/predict', payload: [goodRow, goodRow, goodRow] });
    await app.inject({ method: 'POST', url: '/predict', payload: { age: 1 } });
    await app.inject('/nowhere');
    const response = await app.inject('/metrics');
    expect(response.headers['content-type']).toContain('version=0.0.4');
    const lines = response.body.split('\n');
    for (const line of [
      'http_requests_total{route="/predict",status="200"} 2',
      'http_requests_total{route="/predict",status="400"} 1',
      'http_requests_total{route="unknown",status="404"} 1',
      'prediction_batch_rows_bucket{model="churn",le="1"} 1',
      'prediction_batch_rows_sum{model="churn"} 4',
      'prediction_errors_total{reason="invalid_row"} 1',
      'prediction_errors_total{reason="not_found"} 1',
      'model_swaps_total{model="churn"} 1',
      'model_ready{model="churn"} 1',
      'http_request_duration_seconds_count{route="/predict"} 3',
    ]) {
      expect(lines).toContain(line);
    }
    expect(response.body).toContain('model_info{model="churn",version="1",model_hash="abab');
    expect(response.body).toContain('le="0.0005"');
    const shape =
      /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z_]+="([^"\\]|\\.)*",?)*\})? -?[\d.e+-]+)$/;
    for (const line of lines.slice(0, -1)) expect(line).toMatch(shape);
  });
});
