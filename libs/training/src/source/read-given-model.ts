import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';
import { z } from 'zod';
import { layersModelToFiles, loadLayersModelFiles } from '../bundle/layers-model-files.ts';
import type { FittedModel } from '../fit/fitted-model.ts';
import { layersModelEngine } from '../predictor/layers-model-engine.ts';
import { onnxEngine } from '../predictor/onnx-engine.ts';
import { loadOnnxRuntime } from '../predictor/onnx-runtime.ts';
import { openInferenceBackend } from '../predictor/open-inference-backend.ts';

/** A model that was trained elsewhere, ready to answer. */
export type GivenModel = Pick<FittedModel, 'engine' | 'files' | 'computedBy'>;

const manifestSchema = z.object({
  weightsManifest: z.array(z.object({ paths: z.array(z.string()) })),
});

/**
 * Reads a model by its format: ONNX, or TensorFlow.js layers, whose weights lie beside it.
 * @param path of the file; `.json` is a layers model, anything else ONNX.
 * @throws {MlopsError} MODEL_UNUSABLE, BACKEND_UNAVAILABLE; FILE_NOT_FOUND when the file or its weights are missing.
 */
export async function readGivenModel(path: string): Promise<GivenModel> {
  const bytes = await bytesOf(path);
  return path.endsWith('.json') ? readLayersModel(path, bytes) : readOnnxModel(bytes);
}

async function readOnnxModel(bytes: Uint8Array): Promise<GivenModel> {
  const runtime = await loadOnnxRuntime();
  return {
    engine: await onnxEngine(bytes, runtime),
    files: { 'model.onnx': bytes },
    computedBy: { backend: runtime.name, versions: { [runtime.name]: runtime.version } },
  };
}

async function readLayersModel(path: string, bytes: Uint8Array): Promise<GivenModel> {
  const files = new Map([['model.json', bytes]]);
  for (const name of weightPaths(path, bytes)) {
    files.set(name, await bytesOf(join(dirname(path), basename(name))));
  }
  await openInferenceBackend();
  const model = await loadLayersModelFiles(files).catch((cause: unknown) => {
    throw unusable(path, cause instanceof Error ? cause.message : String(cause), cause);
  });
  return {
    engine: layersModelEngine(model),
    // Written anew: converters split weights over several files, and count layers in their own way.
    files: { ...(await layersModelToFiles(model)) },
    computedBy: { backend: 'wasm', versions: {} },
  };
}

function weightPaths(path: string, bytes: Uint8Array): readonly string[] {
  try {
    const { weightsManifest } = manifestSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return weightsManifest.flatMap(({ paths }) => paths);
  } catch (cause) {
    throw unusable(path, 'it lists no weights, as a layers model does', cause);
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  return readFile(path).catch((cause: unknown) => {
    throw new MlopsError(
      'FILE_NOT_FOUND',
      `The model needs the file ${path}, and it cannot be read.`,
      'Put it there, or correct source in train/train.config.ts.',
      { cause },
    );
  });
}

function unusable(path: string, reason: string, cause: unknown): MlopsError {
  return new MlopsError(
    'MODEL_UNUSABLE',
    `${path} is no model of TensorFlow.js layers: ${reason.replace(/\.$/, '')}.`,
    'Write it with model.save of TensorFlow.js or with `tensorflowjs_converter --output_format tfjs_layers_model`, or export ONNX.',
    { cause },
  );
}
