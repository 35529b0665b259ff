import { MlopsError } from '@create-mlops/contracts';
import { getBackend } from '@tensorflow/tfjs-core';
import { openCpuBackend } from '../backend/cpu-backend.ts';
import { prepareTensorflow } from '../backend/prepare-tensorflow.ts';
import { openWasmBackend } from '../backend/wasm-backend.ts';
import type { EngineOptions } from './engine.ts';

/**
 * A backend that training or another predictor opened is kept; otherwise wasm, else cpu. Never tfjs-node.
 * @throws {MlopsError} BACKEND_UNAVAILABLE when none starts.
 */
export async function openInferenceBackend({
  wasmDirectory,
  warn,
}: EngineOptions = {}): Promise<void> {
  prepareTensorflow();
  if (getBackend()) return;
  if (await openWasmBackend(wasmDirectory)) return;
  warn?.('The wasm backend does not start here; predictions use cpu, which is slower.');
  if (await openCpuBackend()) return;
  throw new MlopsError(
    'BACKEND_UNAVAILABLE',
    'No TensorFlow.js backend starts here: wasm and cpu both failed.',
    'Run `npm install` again.',
  );
}
