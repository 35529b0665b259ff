import {
  type BundleManifest,
  deriveFeatures,
  type Encoder,
  type Feature,
  type Predictions,
  type Predictor,
} from '@create-mlops/contracts';
import type { Engine } from './engine.ts';

/** Puts a predictor together: derived features, then the encoder, then the engine, then the target's own unit. */
export function createPredictor(
  manifest: BundleManifest,
  parts: {
    readonly encoder: Encoder;
    readonly features: readonly Feature[];
    readonly engine: Engine;
  },
): Predictor {
  const { encoder, features, engine } = parts;
  return {
    manifest,
    async predict(table) {
      const inputs = encoder.encode(deriveFeatures(table, features));
      return toPredictions(await engine.run(inputs, table.rowCount), encoder);
    },
    dispose: engine.dispose,
  };
}

/** Raw outputs in the words of the target: class scores, or values in its own unit. */
export function toPredictions(outputs: Float32Array, { target }: Encoder): Predictions {
  return target.kind === 'classification'
    ? { kind: 'classification', classes: target.classes, scores: outputs }
    : { kind: 'regression', values: target.decode(outputs) };
}
