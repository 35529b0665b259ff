import type { Predictions, Value } from '@create-mlops/contracts';

/** What a model answered, as columns: the class and how sure it was, or the value. */
export type PredictionColumn = { readonly values: readonly Value[]; readonly isNumeric: boolean };

/** @param predictions of any number of rows. */
export function predictionColumns(predictions: Predictions): Record<string, PredictionColumn> {
  if (predictions.kind === 'regression') {
    return { prediction: { values: Array.from(predictions.values), isNumeric: true } };
  }
  const { classes, scores } = predictions;
  const rows = classes.length === 0 ? 0 : scores.length / classes.length;
  const names: string[] = [];
  const confidences: number[] = [];
  for (let row = 0; row < rows; row++) {
    let best = 0;
    for (let index = 1; index < classes.length; index++) {
      const score = scores[row * classes.length + index] ?? 0;
      if (score > (scores[row * classes.length + best] ?? 0)) best = index;
    }
    names.push(classes[best] ?? '');
    confidences.push(scores[row * classes.length + best] ?? 0);
  }
  return {
    prediction: { values: names, isNumeric: false },
    confidence: { values: confidences, isNumeric: true },
  };
}
