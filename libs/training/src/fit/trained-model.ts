import type {
  BundleManifest,
  ModelOrigin,
  Predictions,
  Representation,
} from '@create-mlops/contracts';

/** Reference rows as numbers: measured from raw content, and as points. */
export type ModelReference = {
  /** One list per measured column. */
  readonly measured: Readonly<Record<string, readonly (number | null)[]>>;
  /** Of rows of the validation split. */
  readonly representation: Representation | null;
};

/** A finished training as plain data: nothing of it lives on in the backend. */
export type TrainedModel = {
  /** The manifest without what only the caller knows and what is known once written. */
  readonly manifest: Omit<BundleManifest, 'lineage' | 'createdAt' | 'files'>;
  /** The bytes of the model (`model.json` and `weights.bin`, or `model.onnx`), of `encoder.json` and `samples.json`. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** What trained it, for the lineage. */
  readonly origin: ModelOrigin;
  /** On the validation split, in its order: for the reference profile. */
  readonly validationPredictions: Predictions;
  /** What the drift check compares besides columns and predictions. */
  readonly reference: ModelReference;
  readonly beatsBaseline: boolean;
  /** One plain sentence: what the model reaches, and against which baseline. */
  readonly sentence: string;
};
