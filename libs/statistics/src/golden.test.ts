import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  adaptiveWindow,
  benjaminiHochberg,
  binEdges,
  binomialTwoSided,
  chiSquareContingency,
  chiSquareSf,
  clopperPearson,
  cramersV,
  cramerVonMises,
  energyDistance,
  hellinger,
  incompleteBeta,
  jensenShannonDivergence,
  kolmogorovSf,
  kolmogorovSmirnov,
  kullbackLeibler,
  lInfinity,
  mannWhitney,
  maximumMeanDiscrepancy,
  mcnemarMidP,
  normalQuantile,
  normalSf,
  pageHinkley,
  populationStabilityIndex,
  quantileSeven,
  shares,
  studentTSf,
  totalVariation,
  wasserstein,
  welchT,
  wilson,
} from './index.ts';

// Computed with scipy and numpy, independently of this library.
const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'test', 'golden-statistics.json'), 'utf8'),
);

const close = (received: number, expected: number, tolerance = 1e-9) => {
  const scale = Math.max(Math.abs(expected), 1e-300);
  expect(Math.abs(received - expected) / scale, `${received} against ${expected}`).toBeLessThan(
    // What is 0 up to rounding in the reference must be 0 up to rounding here.
    Math.abs(expected) < 1e-15 ? Number.POSITIVE_INFINITY : tolerance,
  );
  if (Math.abs(expected) < 1e-15) expect(Math.abs(received)).toBeLessThan(1e-15);
};

const expand = (values: number[], counts: number[]) =>
  values.flatMap((value, index) => new Array<number>(counts[index] ?? 0).fill(value));

describe('golden statistics', () => {
  const ties = golden.two_sample_ties;
  const samples = {
    small: { ...golden.two_sample_small },
    ties: {
      ...ties,
      ref: expand(ties.ref_counts.values, ties.ref_counts.ref),
      cur: expand(ties.ref_counts.values, ties.ref_counts.cur),
    },
  };

  it.each(Object.entries(samples))('two samples: %s', (_name, sample) => {
    const { ref, cur } = sample;
    const exact = kolmogorovSmirnov(ref, cur, { method: 'exact' });
    close(exact.statistic, sample.ks_exact[0]);
    close(exact.pValue, sample.ks_exact[1]);
    const asymptotic = kolmogorovSmirnov(ref, cur, { method: 'asymptotic' });
    close(asymptotic.pValue, sample.ks_asymp[1]);
    const ranks = mannWhitney(ref, cur);
    close(ranks.statistic, sample.mannwhitney_asym_cc[0]);
    close(ranks.pValue, sample.mannwhitney_asym_cc[1]);
    close(wasserstein(ref, cur), sample.wasserstein);
    close(energyDistance(ref, cur), sample.energy_distance);
    const cramer = cramerVonMises(ref, cur);
    close(cramer.statistic, sample.cvm_asym[0]);
    close(cramer.pValue, sample.cvm_asym[1]);
    const welch = welchT(ref, cur);
    close(welch.statistic, sample.welch_t[0]);
    close(welch.pValue, sample.welch_t[1]);
    close(welch.degrees, sample.welch_t[2]);
  });

  it('two samples of categories', () => {
    const { ref, cur, ...expected } = golden.categorical;
    const contingency = chiSquareContingency(ref, cur);
    close(contingency.statistic, expected.chi2_contingency[0]);
    close(contingency.pValue, expected.chi2_contingency[1]);
    expect(contingency.degrees).toBe(expected.chi2_contingency[2]);
    const [p, q] = [shares(ref), shares(cur)];
    close(Math.sqrt(jensenShannonDivergence(p, q)), expected.js_distance_base_e);
    close(Math.sqrt(jensenShannonDivergence(p, q, { base: 2 })), expected.js_distance_base_2);
    close(jensenShannonDivergence(p, q, { base: 2 }), expected['js_divergence_base2(TFDV)']);
    close(kullbackLeibler(p, q), expected['kl(ref||cur) nats']);
    close(populationStabilityIndex(p, q), expected.psi);
    close(hellinger(p, q), expected.hellinger);
    close(totalVariation(p, q), expected.tvd);
    close(lInfinity(p, q), expected.linf);
    close(cramersV(ref, cur), expected.cramers_v_bias_corrected);
    // Goodness of fit, for comparison only: it takes the reference as exact.
    const gof = ref.reduce(
      (sum: number, count: number, index: number) => sum + (cur[index] - count) ** 2 / count,
      0,
    );
    close(
      chiSquareSf(gof, ref.length - 1),
      expected['evidently_gof_p(chi2.gof; for parity only)'][1],
    );
  });

  it('Jensen–Shannon divergence of another system’s example', () => {
    const { ref, cur, check } = golden.tfdv_jsd_example;
    close(jensenShannonDivergence(ref, cur, { base: 2 }), check);
  });

  it('special functions', () => {
    const { normal_sf, normal_ppf, chi2_sf, kolmogorov_sf, t_sf, betainc } = golden.special;
    const each = (table: Record<string, number>, compute: (...numbers: number[]) => number) => {
      for (const [key, value] of Object.entries(table)) {
        close(compute(...key.split(',').map(Number)), value);
      }
    };
    each(normal_sf, (z = 0) => normalSf(z));
    each(normal_ppf, (probability = 0) => normalQuantile(probability));
    each(chi2_sf, (x = 0, degrees = 1) => chiSquareSf(x, degrees));
    each(kolmogorov_sf, (x = 0) => kolmogorovSf(x));
    each(t_sf, (t = 0, degrees = 1) => studentTSf(t, degrees));
    each(betainc, (a = 1, b = 1, x = 0) => incompleteBeta(x, a, b));
  });

  it('exact tests and intervals of proportions', () => {
    const each = <T>(
      table: Record<string, T>,
      compare: (k: number, n: number, value: T) => void,
    ) => {
      for (const [key, value] of Object.entries(table)) {
        const [k = 0, n = 0] = key.split(',').map(Number);
        compare(k, n, value);
      }
    };
    each<number>(golden['binom_two_sided(McNemar exact)'], (k, n, p) =>
      close(binomialTwoSided(k, n), p),
    );
    each<number>(golden.mcnemar_midp, (k, n, p) => close(mcnemarMidP(k, n), p));
    each<[number, number]>(golden.wilson95, (k, n, [lower, upper]) => {
      close(wilson(k, n).lower, lower);
      close(wilson(k, n).upper, upper);
    });
    each<[number, number]>(golden.clopper_pearson95, (k, n, [lower, upper]) => {
      close(clopperPearson(k, n).lower, lower);
      close(clopperPearson(k, n).upper, upper);
    });
  });

  it('Benjamini–Hochberg', () => {
    const { p, adjusted } = golden.benjamini_hochberg;
    for (const [index, value] of benjaminiHochberg(p).entries()) close(value, adjusted[index]);
  });

  it('quantiles and bin edges', () => {
    const { x, q, v } = golden.quantile_type7;
    for (const [index, probability] of q.entries()) close(quantileSeven(x, probability), v[index]);
    for (const rule of ['sturges', 'doane', 'fd'] as const) {
      const edges = binEdges(golden.bins.x, rule);
      expect(edges).toHaveLength(golden.bins[rule].length);
      for (const [index, edge] of edges.entries()) close(edge, golden.bins[rule][index]);
    }
  });

  it('maximum mean discrepancy', () => {
    const { x, y, v } = golden.mmd2_unbiased_sigma1;
    close(maximumMeanDiscrepancy(x, y, 1), v);
  });

  it('alarms on a stream whose mean jumps', () => {
    const stream = [...golden.stream_river.values].map(Number);
    const firstAlarm = (detect: (value: number) => boolean) =>
      stream.findIndex((value) => detect(value));
    expect(firstAlarm(pageHinkley())).toBe(golden.stream_river.page_hinkley_first_alarm_index);
    expect(firstAlarm(adaptiveWindow())).toBe(
      golden.stream_river.adwin_first_alarm_index_river_doc,
    );
  });
});
