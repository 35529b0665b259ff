import type { BundleSamples, Feature, Judgement, Predictor } from '@create-mlops/contracts';
import type { z } from 'zod';

/** A bundle in memory. */
export type LoadedModel = {
  readonly predictor: Predictor;
  /** Requests recorded at training: for warm-up, and the demo page's examples. */
  readonly samples: BundleSamples;
  /** What the gate said last of it, for those who ask which model answers. */
  readonly verdict?: Pick<Judgement, 'decision' | 'sentence'>;
};

/**
 * A model that the service answers for. The registry and the engine stay outside: they come as functions.
 * @example
 * { name: 'churn', row, features, currentVersion: () => 1, load: async () => ({ predictor, samples }) }
 */
export type ServedModel = {
  readonly name: string;
  /** The contract: the zod schema of one row. */
  readonly row: z.ZodObject;
  /** The user's derived columns; what they read must be in a request. */
  readonly features?: readonly Feature[];
  /** The version that should serve now, or `null` when none is in production. Asked often, so it must be cheap. */
  readonly currentVersion: () => number | null;
  /** Loads that version, with every byte verified. @throws {MlopsError} when it is not whole. */
  readonly load: (version: number) => Promise<LoadedModel>;
  /** Holds the loaded model against its recorded answers. @throws {MlopsError} when it answers something else. */
  readonly verify?: (predictor: Predictor, samples: BundleSamples) => Promise<unknown>;
};
