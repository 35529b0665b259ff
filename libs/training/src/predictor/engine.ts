import type { BundleManifest, Representation } from '@create-mlops/contracts';

/** What computes a model's outputs: encoded rows in, outputs out. It knows neither columns nor classes. */
export type Engine = {
  /** Numbers per encoded row. */
  readonly inputWidth: number;
  /** Numbers per output row. */
  readonly outputs: number;
  /** What the model itself calls its outputs, in order; absent where its format does not say. */
  readonly classes?: readonly string[];
  /**
   * @param inputs row-major `[rows, inputWidth]`.
   * @returns row-major `[rows, outputs]`, owned by the caller.
   */
  readonly run: (inputs: Float32Array, rows: number) => Float32Array | Promise<Float32Array>;
  /** The outputs of the last layer but one; absent where an engine cannot look inside its model. */
  readonly penultimate?: (
    inputs: Float32Array,
    rows: number,
  ) => Representation | Promise<Representation>;
  readonly dispose: () => void;
};

export type EngineOptions = {
  /** Where the `.wasm` files lie when the code was bundled. Default: in their package. */
  readonly wasmDirectory?: string | undefined;
  /** Told one plain sentence when a slower engine had to be taken. */
  readonly warn?: ((sentence: string) => void) | undefined;
};

/** One model format: whether a bundle is of it, and how its files become an engine. */
export type EngineLoader = {
  readonly name: string;
  readonly reads: (manifest: BundleManifest) => boolean;
  /** @param files the bundle's files by name, already verified. */
  readonly load: (
    files: ReadonlyMap<string, Uint8Array>,
    options: EngineOptions,
  ) => Promise<Engine>;
};
