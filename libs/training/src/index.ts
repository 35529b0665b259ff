// Training

// Backends
export { type BackendName, type OpenBackendOptions, openBackend } from './backend/open-backend.ts';
// Bundles
export { modelHashOf, sha256 } from './bundle/hash.ts';
export { type Bundle, readBundle, readManifest, readSamples } from './bundle/read-bundle.ts';
export { type BundleOrigin, writeBundle } from './bundle/write-bundle.ts';
export type { TrainingProgress } from './fit/fit-model.ts';
export type { ModelReference, TrainedModel } from './fit/trained-model.ts';
export type { BuildModel, ModelShape } from './model-shape.ts';
export { bundleToOnnx, type OnnxExport } from './onnx/bundle-to-onnx.ts';
export { layersModelToOnnx, type OnnxOptions } from './onnx/layers-model-to-onnx.ts';
export { parseTrainingSettings } from './parse-settings.ts';
// Predicting
export type { Engine, EngineLoader, EngineOptions } from './predictor/engine.ts';
export { engineLoaders } from './predictor/engine-loaders.ts';
export { type LoadPredictorOptions, loadPredictor } from './predictor/load-predictor.ts';
export { verifySamples } from './predictor/verify-samples.ts';
export { type ProgressPrinter, type ProgressStream, progressPrinter } from './progress-printer.ts';
export {
  type ResolvedTrainingSettings,
  type TrainingSettings,
  trainingSettingsSchema,
} from './settings.ts';
export type { Source } from './source/source-setting.ts';
export type { SourceFolders } from './source/take-model.ts';
export { type TrainModelOptions, trainModel } from './train-model.ts';
