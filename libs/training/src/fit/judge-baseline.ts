import type { Metrics, Objective } from './objective.ts';

/** Whether a model is better than always answering the same, and the sentence that says so. */
export function judgeBaseline(
  metrics: Metrics,
  { judged, baseline }: Pick<Objective, 'judged' | 'baseline'>,
  validationRows: number,
): { readonly beatsBaseline: boolean; readonly sentence: string } {
  const { metric, higherIsBetter, baselineIs } = judged;
  const reached = metrics[metric] ?? Number.NaN;
  const constant = baseline[metric] ?? Number.NaN;
  const beatsBaseline = higherIsBetter ? reached > constant : reached < constant;
  const numbers = `${inWords(metric)} ${format(reached)} on ${validationRows} validation rows`;
  return {
    beatsBaseline,
    sentence: beatsBaseline
      ? `The model reaches ${numbers}; ${baselineIs} reaches ${format(constant)}.`
      : `The model does not beat its baseline: ${numbers}, and ${baselineIs} reaches ${format(constant)}.`,
  };
}

function inWords(metric: string): string {
  if (metric === 'mae') return 'a mean absolute error of';
  return metric.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function format(value: number): string {
  return Math.abs(value) >= 1000
    ? Math.round(value).toLocaleString('en-US')
    : String(Number(value.toPrecision(3)));
}
