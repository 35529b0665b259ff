import type { EpochRecord, ModelOrigin } from '@create-mlops/contracts';
import type { Engine } from '../predictor/engine.ts';

/** A model that is ready to answer, whoever trained it. Its engine is to be disposed. */
export type FittedModel = {
  readonly engine: Engine;
  /** As the bundle keeps it: `model.json` and `weights.bin`, or `model.onnx`. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** One record per epoch; none where the program that trained it told of none. */
  readonly history: readonly EpochRecord[];
  readonly origin: ModelOrigin;
  /** What computes it here. */
  readonly computedBy: {
    readonly backend: string;
    readonly versions: Readonly<Record<string, string>>;
  };
};
