import { loadLayersModelFiles } from '../bundle/layers-model-files.ts';
import type { EngineLoader } from './engine.ts';
import { layersModelEngine } from './layers-model-engine.ts';
import { openInferenceBackend } from './open-inference-backend.ts';

/** `model.json` + `weights.bin` of TensorFlow.js. */
export const layersModelLoader: EngineLoader = {
  name: 'tfjs-layers',
  reads: ({ files }) => 'model.json' in files && 'weights.bin' in files,
  async load(files, options) {
    await openInferenceBackend(options);
    return layersModelEngine(await loadLayersModelFiles(files));
  },
};
