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

/** Predictions as answers: one object per row, or `null` where the model gives no finite number. */
export type AnswerWriter = (predictions: Predictions) => (Answer | null)[];

/** How a model with this contract answers. What does not change from request to request is worked out once. */
export function answerWriter(contract: ContractDescription): AnswerWriter {
  const target = contract.columns.find(({ name }) => name === contract.target);
  // Classes travel as strings; the answer has the type that the data has.
  const labels = new Map<string, Answer['prediction']>(
    target?.kind === 'boolean'
      ? contract.classes.map((name) => [name, name === 'true'])
      : (target?.categories ?? []).map((value) => [String(value), value]),
  );
  return (predictions) => {
    if (predictions.kind === 'regression') {
      return Array.from(predictions.values, (value) =>
        Number.isFinite(value) ? { prediction: sevenDigits(value) } : null,
      );
    }
    const { classes, scores } = predictions;
    const answers: (Answer | null)[] = [];
    for (let from = 0; from < scores.length; from += classes.length) {
      answers.push(classAnswer(classes, scores, from, labels));
    }
    return answers;
  };
}

function classAnswer(
  classes: readonly string[],
  scores: Float32Array,
  from: number,
  labels: ReadonlyMap<string, Answer['prediction']>,
): Answer | null {
  const probabilities: Record<string, number> = {};
  let best = '';
  let bestScore = -1;
  for (const [index, name] of classes.entries()) {
    const score = scores[from + index] ?? Number.NaN;
    if (!Number.isFinite(score)) return null;
    if (score > bestScore) {
      best = name;
      bestScore = score;
    }
    probabilities[name] = sevenDecimals(score);
  }
  return {
    prediction: labels.get(best) ?? best,
    probability: sevenDecimals(bestScore),
    probabilities,
  };
}

/** float32 knows no more than seven digits; the rest would be noise of the conversion. */
const sevenDecimals = (share: number): number => Math.round(share * 1e7) / 1e7;
const sevenDigits = (value: number): number => Number(value.toPrecision(7));
