import type { Encoder, Task } from '@create-mlops/contracts';
import { z } from 'zod';
import { loadLayersModelFiles } from '../bundle/layers-model-files.ts';
import { type Bundle, parseFile } from '../bundle/read-bundle.ts';
import { openInferenceBackend } from '../predictor/open-inference-backend.ts';
import { layersModelToOnnx } from './layers-model-to-onnx.ts';

/** The model of a bundle as one file for other programs. */
export type OnnxExport = {
  readonly bytes: Uint8Array;
  /** One plain sentence on what goes in and what comes out. */
  readonly sentence: string;
};

/**
 * Writes a bundle's model as ONNX, with what a reader needs in its metadata: `model`, `model_hash`, `task`, `problem`,
 * `target`, `classes` and `input_names` (JSON), and for a regression `target_scale` and `target_offset`, which lead from
 * the standardised output to the target's own unit. Its input is the encoded row: the encoder stays in `encoder.json`.
 * @throws {MlopsError} LAYER_UNSUPPORTED naming the layer; BUNDLE_BROKEN.
 */
export async function bundleToOnnx({ manifest, files }: Bundle, task: Task): Promise<OnnxExport> {
  const encoder = task.loadEncoder(parseFile(files, 'encoder.json', z.unknown()));
  const { classes, problem, target } = manifest.contract;
  const answer = problem === 'regression' ? 'the standardised target' : classes.join(', ');
  const given = files.get('model.onnx');
  if (given !== undefined) {
    return {
      bytes: given,
      sentence: `The model came as ONNX and is copied as it is; it answers ${answer}.`,
    };
  }
  await openInferenceBackend();
  const model = await loadLayersModelFiles(files);
  try {
    const outputName = problem === 'regression' ? 'value' : 'probabilities';
    const bytes = layersModelToOnnx(model, {
      outputName,
      graphName: manifest.model,
      metadata: {
        model: manifest.model,
        model_hash: manifest.modelHash,
        task: manifest.task,
        problem,
        target,
        classes: JSON.stringify(classes),
        ...(encoder.inputNames ? { input_names: JSON.stringify(encoder.inputNames) } : {}),
        ...unitOf(encoder),
      },
    });
    const shape = ['N', ...encoder.inputShape].join(', ');
    return { bytes, sentence: `input [${shape}] → ${outputName} [N, ${answer}].` };
  } finally {
    model.dispose();
  }
}

/** value = output × scale + offset, read off the decoder where it is such a line. */
function unitOf({ target }: Encoder): Readonly<Record<string, string>> {
  if (target.kind === 'classification') return {};
  const [offset = 0, one = 0, minusOne = 0] = target.decode(Float32Array.of(0, 1, -1));
  const scale = one - offset;
  const isLine = Math.abs(offset - scale - minusOne) <= 1e-4 * Math.max(1, Math.abs(scale));
  return isLine ? { target_scale: String(scale), target_offset: String(offset) } : {};
}
