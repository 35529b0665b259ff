import type { ColumnDrift, ColumnProfile, DetectorResult, Value } from '@create-mlops/contracts';
import { benjaminiHochberg, shares } from '@create-mlops/statistics';
import { type Comparison, compareColumn } from './comparison.ts';
import type { Detector, Measurement } from './detector.ts';
import { columnSentence } from './drift-sentences.ts';
import type { ResolvedDriftSettings } from './settings.ts';

/** A column of the window beside its reference. */
export type ColumnToJudge = {
  readonly column: string;
  readonly source: ColumnDrift['source'];
  readonly reference: ColumnProfile;
  readonly values: readonly Value[];
};

/** A comparison of whole rows, already measured: it shares the correction for multiplicity with the columns. */
export type RowsToJudge = Pick<
  ColumnDrift,
  'column' | 'source' | 'referenceRows' | 'currentRows'
> & {
  readonly detector: string;
  readonly measurement: Measurement;
  /** What has happened, for a verdict other than `none`. */
  readonly change: string;
};

/**
 * Measures every column with every detector that can read it, then decides: a column drifts when a test is significant
 * after Benjamini–Hochberg over all columns **and** its effect reaches the floor. One of the two alone is a warning.
 */
export function judgeColumns(
  columns: readonly ColumnToJudge[],
  detectors: readonly Detector[],
  settings: ResolvedDriftSettings,
  wholeRows: readonly RowsToJudge[] = [],
): ColumnDrift[] {
  const measured = columns.map((column) => {
    const comparison = compareColumn(column.reference, column.values);
    const results = detectors
      .filter((detector) => detector.kinds.includes(comparison.kind))
      .flatMap((detector) => {
        const measurement = detector.measure(comparison, settings);
        return measurement === null ? [] : [{ detector: detector.name, measurement }];
      });
    return { ...column, comparison, results };
  });
  const pValues = [...measured.flatMap(({ results }) => results), ...wholeRows].flatMap(
    ({ measurement }) => measurement.pValue ?? [],
  );
  const adjusted = benjaminiHochberg(pValues);
  let next = 0;
  const judge = (detector: string, measurement: Measurement): DetectorResult => {
    const adjustedPValue = measurement.pValue === null ? null : (adjusted[next++] ?? 1);
    const verdict = verdictOf(measurement, adjustedPValue, settings.falseDiscoveryRate);
    return { detector, ...measurement, adjustedPValue, verdict };
  };
  const judged = measured.map(({ column, source, reference, comparison, results, values }) => {
    const detectorResults = results.map(({ detector, measurement }) =>
      judge(detector, measurement),
    );
    const verdict = columnVerdict(detectorResults, settings.falseDiscoveryRate);
    return {
      column,
      source,
      verdict,
      sentence: columnSentence(column, comparison, detectorResults, verdict),
      referenceRows: reference.count + reference.missing,
      currentRows: values.length,
      detectors: detectorResults,
      bins: pictureOf(comparison),
    };
  });
  return [
    ...judged,
    ...wholeRows.map(({ detector, measurement, change, ...row }): ColumnDrift => {
      const result = judge(detector, measurement);
      const verdict = columnVerdict([result], settings.falseDiscoveryRate);
      const sentence = `${row.column}: ${verdict === 'none' ? 'no change that matters' : change}`;
      return { ...row, verdict, sentence, detectors: [result], bins: [] };
    }),
  ];
}

function verdictOf(
  measurement: Measurement,
  adjustedPValue: number | null,
  falseDiscoveryRate: number,
): DetectorResult['verdict'] {
  const { statistic, effect, threshold } = measurement;
  const isLarge = threshold !== null && (effect ?? statistic) >= threshold;
  if (adjustedPValue === null) return isLarge ? 'drift' : 'none';
  const isSignificant = adjustedPValue <= falseDiscoveryRate;
  if (isSignificant && isLarge) return 'drift';
  return isSignificant || isLarge ? 'warn' : 'none';
}

/** Detectors without a test inform: alone they are a warning, for no error rate stands behind them. Those with an effect
 * speak through the test that shares it. */
function columnVerdict(
  results: readonly DetectorResult[],
  falseDiscoveryRate: number,
): ColumnDrift['verdict'] {
  const tested = results.filter((result) => result.pValue !== null);
  if (tested.some((result) => result.verdict === 'drift')) return 'drift';
  const isSignificant = tested.some(
    (result) =>
      result.adjustedPValue !== null &&
      result.verdict === 'warn' &&
      result.adjustedPValue <= falseDiscoveryRate,
  );
  const informed = results.some(
    (result) => result.pValue === null && result.effect === null && result.verdict === 'drift',
  );
  return isSignificant || informed ? 'warn' : 'none';
}

/** At most twenty bars, the fullest of both sides first for categories. */
function pictureOf({ kind, bins }: Comparison): ColumnDrift['bins'] {
  const [p, q] = [shares(bins.reference), shares(bins.current)];
  const bars = bins.labels.map((label, index) => ({
    label,
    reference: p[index] ?? 0,
    current: q[index] ?? 0,
  }));
  if (kind === 'numeric') return bars.filter((bar) => bar.reference + bar.current > 0);
  return bars.sort((a, b) => b.reference + b.current - (a.reference + a.current)).slice(0, 20);
}
