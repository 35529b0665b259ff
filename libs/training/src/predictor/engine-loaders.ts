import type { EngineLoader } from './engine.ts';
import { layersModelLoader } from './layers-model-loader.ts';
import { onnxLoader } from './onnx-engine.ts';

/** Every model format that a bundle may hold; the first that reads a bundle loads it. */
export const engineLoaders: readonly EngineLoader[] = [layersModelLoader, onnxLoader];
