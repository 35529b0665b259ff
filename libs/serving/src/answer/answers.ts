import type { ContractDescription, Predictions } from '@create-mlops/contracts';

/** The model's answer to one row. */
export type Answer = {
  /** The class, as the data writes it, or the value in the target's unit. */
  readonly prediction: string | number | boolean;
  /** Score of the predicted class, 0..1; absent for regression. */
  readonly probability?: number;
  /** Score of every class; absent for regression. */
  readonly probabilities?: Readonly<Record<string, number>>;
};

/** Writes predictions as answers: one object per row, or `null` where the model gives no finite number. */
export function answersOf(
  predictions: Predictions,
  contract: ContractDescription,
): (Answer | null)[] {
  if (predictions.kind === 'regression') {
    return Array.from(predictions.values, (value) =>
      Number.isFinite(value) ? { prediction: sevenDigits(value) } : null,
    );
  }
  const { classes, scores } = predictions;
  const labels = classes.map((name) => labelOf(name, contract));
  const answers: (Answer | null)[] = [];
  for (let from = 0; from < scores.length; from += classes.length) {
    const probabilities: Record<string, number> = {};
    let best = 0;
    let isWhole = true;
    for (let index = 0; index < classes.length; index++) {
      const score = scores[from + index] ?? Number.NaN;
      isWhole &&= Number.isFinite(score);
      if (score > (scores[from + best] ?? 0)) best = index;
      probabilities[classes[index] ?? ''] = sevenDecimals(score);
    }
    const probability = sevenDecimals(scores[from + best] ?? Number.NaN);
    answers.push(isWhole ? { prediction: labels[best] ?? '', probability, probabilities } : null);
  }
  return answers;
}

/** Classes travel as strings; the answer has the type that the data has. */
function labelOf(name: string, contract: ContractDescription): string | number | boolean {
  const target = contract.columns.find((column) => column.name === contract.target);
  if (target?.kind === 'boolean') return name === 'true';
  return target?.categories?.find((category) => String(category) === name) ?? name;
}

/** float32 knows no more than seven digits; the rest would be noise of the conversion. */
const sevenDecimals = (share: number): number => Math.round(share * 1e7) / 1e7;
const sevenDigits = (value: number): number => Number(value.toPrecision(7));
