import { MlopsError } from '@create-mlops/contracts';
import { LayersModel, type layers } from '@tensorflow/tfjs-layers';
import type { BackendName } from '../backend/open-backend.ts';

type Layer = layers.Layer;

/** Convolutions in three dimensions; the wasm backend's gradient by their input is wrong for some shapes. */
const THREE_DIMENSIONAL = new Set(['Conv3D', 'Conv3DTranspose']);

/**
 * Refuses layers that can answer but not learn, before the first epoch is spent on them.
 * @throws {MlopsError} LAYER_UNSUPPORTED naming the layer, with what to use instead.
 */
export function requireTrainable(model: LayersModel, backend: BackendName): void {
  let isLearning = false;
  for (const layer of innerLayers(model)) {
    const kind = layer.getClassName();
    if (dilationOf(layer) > 1) {
      throw unsupported(
        `The layer ${layer.name} (${kind}) cannot be trained: no backend of TensorFlow.js has the gradient of a convolution with a dilationRate above 1.`,
        'Leave dilationRate out and take a larger kernelSize, a stride, or one more pooling layer.',
      );
    }
    if (THREE_DIMENSIONAL.has(kind) && isLearning && backend === 'wasm') {
      throw unsupported(
        `The layer ${layer.name} (${kind}) cannot be trained on wasm behind another layer that learns: its gradient is wrong there for some shapes.`,
        "Keep one conv3d, as the first layer, or set backend: 'cpu' in train/train.config.ts (many times slower).",
      );
    }
    isLearning ||= layer.trainableWeights.length > 0;
  }
}

/**
 * An error of TensorFlow.js that says which operation a backend lacks, in words; any other error as it is. Layers of the
 * user's own may use operations, `einsum` for one, that no check of layers sees.
 */
export function explainOperation(error: unknown): unknown {
  const message = error instanceof Error ? error.message : '';
  const [, kernel, backend] = /[Kk]ernel '(\w+)'.*registered.*backend '(\w+)'/.exec(message) ?? [];
  if (kernel === undefined || backend === undefined) return error;
  const advice =
    kernel === 'Einsum'
      ? 'Write the einsum as tf.matMul with tf.transpose and tf.reshape'
      : 'Use another operation in train/model.ts';
  return new MlopsError(
    'LAYER_UNSUPPORTED',
    `The model of train/model.ts uses the operation ${kernel}, which the backend ${backend} cannot compute.`,
    `${advice}, or set backend: 'cpu' in train/train.config.ts (many times slower).`,
    { cause: error },
  );
}

/** Every layer in order, also those of models within the model. */
function innerLayers(model: LayersModel): readonly Layer[] {
  return model.layers.flatMap((layer) =>
    layer instanceof LayersModel ? innerLayers(layer) : [layer],
  );
}

function dilationOf(layer: Layer): number {
  const { dilationRate } = layer.getConfig();
  const rates = Array.isArray(dilationRate) ? dilationRate : [dilationRate];
  return Math.max(1, ...rates.map((rate) => (typeof rate === 'number' ? rate : 1)));
}

function unsupported(message: string, hint: string): MlopsError {
  return new MlopsError('LAYER_UNSUPPORTED', message, hint);
}
