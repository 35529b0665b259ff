import type { BundleManifest, Predictions } from '@create-mlops/contracts';

/** A finished training as plain data: nothing of it lives on in the backend. */
export type TrainedModel = {
  /** The manifest without what only the caller knows and what is known once written. */
  readonly manifest: Omit<BundleManifest, 'lineage' | 'createdAt' | 'files'>;
  /** The bytes of `model.json`, `weights.bin`, `encoder.json` and `samples.json`. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** On the validation split, in its order: for the reference profile. */
  readonly validationPredictions: Predictions;
  readonly beatsBaseline: boolean;
  /** One plain sentence: what the model reaches, and against which baseline. */
  readonly sentence: string;
};
