import { MlopsError } from '@create-mlops/contracts';
import { io } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { renumberLayers } from './renumber-layers.ts';

/**
 * A model as the two files of the standard TensorFlow.js form, in the bytes that tfjs-node itself would write, but
 * with layers numbered from 1: names like `dense_Dense7` count every layer that the process ever made.
 */
export async function layersModelToFiles(
  model: LayersModel,
): Promise<{ readonly 'model.json': Uint8Array; readonly 'weights.bin': Uint8Array }> {
  const saved: io.ModelArtifacts[] = [];
  await model.save({
    save: async (artifacts) => {
      saved.push(artifacts);
      return { modelArtifactsInfo: io.getModelArtifactsInfoForJSON(artifacts) };
    },
  });
  const [artifacts] = saved;
  if (!artifacts?.weightData) throw new Error('TensorFlow.js saved a model without weights');
  const { topology, weightSpecs } = renumberLayers(
    artifacts.modelTopology,
    artifacts.weightSpecs ?? [],
  );
  const model_json = {
    modelTopology: topology,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
    format: artifacts.format,
    generatedBy: artifacts.generatedBy,
    convertedBy: artifacts.convertedBy,
  };
  return {
    'model.json': Buffer.from(JSON.stringify(model_json)),
    'weights.bin': new Uint8Array(io.CompositeArrayBuffer.join(artifacts.weightData)),
  };
}

/**
 * The model in these files. Weights that are split over several files, as converters do, are joined.
 * @throws {MlopsError} BUNDLE_BROKEN when `model.json` cannot be read as a layers model, or weights are missing.
 */
export async function loadLayersModelFiles(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<LayersModel> {
  try {
    const json: io.ModelJSON = JSON.parse(new TextDecoder().decode(bytesOf(files, 'model.json')));
    const artifacts = await io.getModelArtifactsForJSON(json, async (manifest) => {
      const parts = manifest.flatMap(({ paths }) => paths).map((path) => bytesOf(files, path));
      const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const part of parts) {
        joined.set(part, at);
        at += part.length;
      }
      return [manifest.flatMap(({ weights }) => weights), joined.buffer];
    });
    return await loadLayersModel({ load: async () => artifacts });
  } catch (cause) {
    if (cause instanceof MlopsError) throw cause;
    throw new MlopsError(
      'BUNDLE_BROKEN',
      `model.json and weights.bin are no model that TensorFlow.js can load: ${cause instanceof Error ? cause.message : String(cause)}`,
      'Train again with `npm run pipeline`, or restore the bundle from the registry.',
      { cause },
    );
  }
}

function bytesOf(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = files.get(name);
  if (bytes) return bytes;
  throw new MlopsError(
    'BUNDLE_BROKEN',
    `The bundle has no ${name}, which its model needs.`,
    'Train again with `npm run pipeline`, or restore the bundle from the registry.',
  );
}
