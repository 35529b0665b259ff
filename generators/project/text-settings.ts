import type { DataPlan } from '../answers.ts';

/** Below this many texts small steps are needed, or an epoch is over before the weights have moved. */
const FEW_TEXTS = 10_000;

/**
 * Entries of the settings files that suit texts: many inputs that are mostly zero learn fast and early, and what counts as
 * drift is for the measured columns and the classifier to say.
 */
export function textSettings(facts: {
  readonly rows: number;
  /** What must not matter for the answer, and what must: `behaviour` of the gate. */
  readonly behaviour?: Readonly<Record<string, unknown>>;
}): NonNullable<DataPlan['settings']> {
  const { rows, behaviour } = facts;
  return {
    train: {
      epochs: 30,
      batchSize: rows < FEW_TEXTS ? 32 : 128,
      learningRate: 0.03,
      earlyStopping: { patience: 4, minDelta: 0.0005 },
      encoding: {
        kind: 'hashed',
        width: 4096,
        words: 2,
        characters: { from: 2, to: 4 },
        tokenizer: { numbers: 'mask', lowerCase: true },
      },
    },
    ...(behaviour === undefined ? {} : { gate: { behaviour } }),
  };
}
