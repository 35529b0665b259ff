import {
  type BundleManifest,
  deriveFeatures,
  type Encoder,
  type Feature,
  type Predictions,
  type Predictor,
} from '@create-mlops/contracts';
import type { Engine } from './engine.ts';
import { representRows } from './represent-rows.ts';
import { runEncoded } from './run-encoded.ts';

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
      const encoded = encoder.encode(deriveFeatures(table, features));
      // Where nothing has to be waited for, a single row should not wait.
      const rows = encoded instanceof Promise ? await encoded : encoded;
      const { width } = encoder;
      const outputs = rows.dense
        ? await engine.run(rows.dense, table.rowCount)
        : await runEncoded(rows, { width, outputs: engine.outputs }, engine.run);
      return toPredictions(outputs, encoder);
    },
    async measure(table) {
      const { measured = [], measure } = encoder;
      return { columns: measured, values: measure === undefined ? {} : await measure(table) };
    },
    represent: (table) => representRows(deriveFeatures(table, features), encoder, engine),
    ...(encoder.inline && { inline: encoder.inline }),
    dispose: engine.dispose,
  };
}

/** Raw outputs in the words of the target: class scores, or values in its own unit. */
export function toPredictions(outputs: Float32Array, { target }: Encoder): Predictions {
  return target.kind === 'classification'
    ? { kind: 'classification', classes: target.classes, scores: outputs }
    : { kind: 'regression', values: target.decode(outputs) };
}
