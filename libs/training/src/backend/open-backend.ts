import { MlopsError } from '@create-mlops/contracts';
import { openCpuBackend } from './cpu-backend.ts';
import { prepareTensorflow } from './prepare-tensorflow.ts';
import { openTfjsNodeBackend } from './tfjs-node-backend.ts';
import { openWasmBackend } from './wasm-backend.ts';

export type BackendName = 'wasm' | 'tfjs-node' | 'cpu';

export type OpenBackendOptions = {
  /** Told one plain sentence when the choice is worse than wished. Default: standard error. */
  readonly warn?: (sentence: string) => void;
  /** Where the `.wasm` files lie when the code was bundled. Default: in their package. */
  readonly wasmDirectory?: string | undefined;
  /** Imports `@tensorflow/tfjs-node`; replaced in tests. */
  readonly loadTfjsNode?: () => Promise<unknown>;
};

/**
 * Chooses what computes tensors in this process. `auto` takes tfjs-node when it is installed and one probe operation
 * works, else wasm with the training kernels, else cpu, and says so.
 * @throws {MlopsError} BACKEND_UNAVAILABLE when a backend asked for by name does not work here.
 * @example
 * await openBackend('auto'); // 'wasm'
 */
export async function openBackend(
  wanted: BackendName | 'auto' = 'auto',
  options: OpenBackendOptions = {},
): Promise<BackendName> {
  const { warn = (sentence) => process.stderr.write(`${sentence}\n`), wasmDirectory } = options;
  prepareTensorflow();
  if (wanted === 'auto' || wanted === 'tfjs-node') {
    const probe = await openTfjsNodeBackend(options.loadTfjsNode);
    if (probe.state === 'open') return 'tfjs-node';
    if (wanted === 'tfjs-node') {
      throw new MlopsError(
        'BACKEND_UNAVAILABLE',
        probe.state === 'absent'
          ? 'The backend tfjs-node was asked for, but @tensorflow/tfjs-node is not installed.'
          : `The backend tfjs-node was asked for, but it does not work here: ${reasonOf(probe.cause)}.`,
        "Run `npm install @tensorflow/tfjs-node`, or set backend: 'wasm' in train/train.config.ts.",
        probe.state === 'absent' ? {} : { cause: probe.cause },
      );
    }
    if (probe.state === 'broken') {
      warn(
        `@tensorflow/tfjs-node is installed but does not work here (${reasonOf(probe.cause)}); training uses wasm instead.`,
      );
    }
  }
  if (wanted !== 'cpu') {
    if (await openWasmBackend(wasmDirectory)) return 'wasm';
    if (wanted === 'wasm') {
      throw new MlopsError(
        'BACKEND_UNAVAILABLE',
        'The backend wasm does not start here: its .wasm files were not found, or this machine cannot run them.',
        "Run `npm install` again, or set backend: 'cpu' in train/train.config.ts (slower).",
      );
    }
    warn('The wasm backend does not start here; training uses cpu, which is many times slower.');
  }
  if (await openCpuBackend()) return 'cpu';
  throw new MlopsError(
    'BACKEND_UNAVAILABLE',
    'No TensorFlow.js backend starts here: tfjs-node, wasm and cpu all failed.',
    'Run `npm install` again.',
  );
}

function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.split('\n')[0]?.trim().replace(/\.$/, '') ?? 'unknown reason';
}
