import type { DataPlan } from '../answers.ts';

/** Below this many texts small steps are needed, or an epoch is over before the weights have moved. */
const FEW_TEXTS = 10_000;
/** Texts garbled by chance; a file that was read in the wrong encoding has many more. */
const GARBLED = 0.01;
/** Room above the share of near duplicates seen. */
const DUPLICATE_ROOM = 0.02;

/**
 * Entries of the settings files that suit texts: checks of what texts say rather than of values, a fit in a few epochs of
 * many inputs that are mostly zero, and the behaviour that the gate asks for. Limits that follow from the texts are left out
 * where nobody has read them yet.
 */
export function textSettings(facts: {
  readonly rows: number;
  /** Share of texts that repeat an earlier one, but for case, digits, spaces and signs; 0..1. */
  readonly nearDuplicateShare?: number;
  /** Texts under more than one label. */
  readonly contradictions?: number;
  /** Unicode names of the scripts seen. */
  readonly scripts?: readonly string[];
  /** What must not matter for the answer, and what must: `behaviour` of the gate. */
  readonly behaviour?: Readonly<Record<string, unknown>>;
}): NonNullable<DataPlan['settings']> {
  const { rows, nearDuplicateShare, contradictions, scripts = [], behaviour } = facts;
  const duplicates =
    nearDuplicateShare === undefined ? null : roundUp(nearDuplicateShare + DUPLICATE_ROOM);
  return {
    validate: {
      // Every text differs from the others; that makes it no identifier.
      identifierFeature: false,
      ...(duplicates === null ? {} : { nearDuplicates: { max: duplicates } }),
      ...(contradictions === undefined ? {} : { labelNoise: { max: contradictions } }),
      garbledText: { max: GARBLED, status: 'fail' },
      ...(scripts.length === 0 ? {} : { scripts: { expected: scripts } }),
      // Of near duplicates that are spread at random, most of those in the test split have a twin in the others.
      ...(duplicates === null ? {} : { textLeakage: { max: roundUp(2 * duplicates) } }),
      newWords: {},
    },
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

/** To whole percents. */
const roundUp = (share: number) => Math.min(1, Math.ceil(share * 100 - 1e-9) / 100);
