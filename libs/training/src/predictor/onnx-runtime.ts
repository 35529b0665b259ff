import { MlopsError } from '@create-mlops/contracts';

/** One input or output of a model. */
export type OnnxValue = {
  readonly name: string;
  /** `false` for lists and maps. */
  readonly isTensor: boolean;
  /** Element type, such as `float32`. */
  readonly type: string;
  /** A length, or `null` for one that varies. */
  readonly dimensions: readonly (number | null)[];
};

export type OnnxSession = {
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** @returns the values of one output, owned by the caller. */
  readonly run: (
    input: { readonly name: string; readonly values: Float32Array; readonly shape: number[] },
    output: string,
  ) => Promise<unknown>;
  readonly release: () => Promise<void>;
};

export type OnnxRuntime = {
  readonly name: OnnxPackage;
  readonly version: string;
  readonly open: (model: Uint8Array) => Promise<OnnxSession>;
};

export type OnnxPackage = 'onnxruntime-node' | 'onnxruntime-web';

/** The native one is taken where a person has installed it; both read the same models. */
const packages: readonly OnnxPackage[] = ['onnxruntime-node', 'onnxruntime-web'];

/** Its WASM binary is inside the package and runs on every system; the native package downloads while it installs. */
const INSTALL = '`npm install onnxruntime-web@1.30.0`';

/**
 * Loads ONNX Runtime, which is optional: only models that are ONNX files need it.
 * @param load replaces the import, for tests.
 * @throws {MlopsError} BACKEND_UNAVAILABLE when neither package works here.
 */
export async function loadOnnxRuntime(
  load: (name: OnnxPackage) => Promise<unknown> = (name) => import(name),
): Promise<OnnxRuntime> {
  let broken: { readonly name: string; readonly cause: unknown } | null = null;
  for (const name of packages) {
    try {
      return runtimeOf(name, parseModule(await load(name)));
    } catch (cause) {
      if (!isNotInstalled(cause, name)) broken ??= { name, cause };
    }
  }
  throw broken === null
    ? new MlopsError(
        'BACKEND_UNAVAILABLE',
        'The model is an ONNX file, and ONNX Runtime is not installed in this project.',
        `Run ${INSTALL} in the project's root folder, then the same command again.`,
      )
    : new MlopsError(
        'BACKEND_UNAVAILABLE',
        `The model is an ONNX file, and ${broken.name} does not work here: ${firstLine(broken.cause)}.`,
        `Run ${INSTALL} in the project's root folder: it needs no download of its own. Then the same command again.`,
        { cause: broken.cause },
      );
}

/** What is used of the packages, which have the same interface. */
type OnnxModule = {
  readonly env: {
    readonly versions: Readonly<Record<string, string | undefined>>;
    readonly wasm: { numThreads?: number };
    logLevel?: string;
  };
  readonly Tensor: new (type: 'float32', values: Float32Array, shape: number[]) => unknown;
  readonly InferenceSession: {
    readonly create: (model: Uint8Array, options: object) => Promise<ModuleSession>;
  };
};

type ModuleSession = {
  readonly inputMetadata: readonly ModuleValue[];
  readonly outputMetadata: readonly ModuleValue[];
  readonly run: (
    feeds: Readonly<Record<string, unknown>>,
    outputs: readonly string[],
  ) => Promise<Readonly<Record<string, { readonly data: unknown }>>>;
  readonly release: () => Promise<void>;
};

type ModuleValue = {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type?: string;
  readonly shape?: readonly (number | string)[];
};

function parseModule(loaded: unknown): OnnxModule {
  const found = loaded as Partial<OnnxModule> & { readonly default?: Partial<OnnxModule> };
  // A CommonJS package may show its names only below `default`.
  const { env, Tensor, InferenceSession } = found.InferenceSession ? found : (found.default ?? {});
  if (env && Tensor && InferenceSession) return { env, Tensor, InferenceSession };
  throw new TypeError('it has no InferenceSession');
}

function runtimeOf(name: OnnxPackage, { env, Tensor, InferenceSession }: OnnxModule): OnnxRuntime {
  // One thread: the answer is the same everywhere, and models of this size gain nothing from more.
  env.wasm.numThreads = 1;
  env.logLevel = 'error';
  const executionProviders = [name === 'onnxruntime-web' ? 'wasm' : 'cpu'];
  const options = { executionProviders, intraOpNumThreads: 1, logSeverityLevel: 3 };
  return {
    name,
    version: env.versions[name === 'onnxruntime-web' ? 'web' : 'node'] ?? 'unknown',
    async open(model) {
      const session = await InferenceSession.create(model, options);
      return {
        inputs: session.inputMetadata.map(describeValue),
        outputs: session.outputMetadata.map(describeValue),
        async run(input, output) {
          const tensor = new Tensor('float32', input.values, input.shape);
          const answers = await session.run({ [input.name]: tensor }, [output]);
          return answers[output]?.data;
        },
        release: () => session.release(),
      };
    },
  };
}

/** Lengths that vary are names, or −1 in one of its disguises. */
const LARGEST_LENGTH = 2 ** 31 - 1;

function describeValue({ name, isTensor, type = 'unknown', shape = [] }: ModuleValue): OnnxValue {
  return {
    name,
    isTensor,
    type,
    dimensions: shape.map((length) =>
      typeof length === 'number' && length > 0 && length <= LARGEST_LENGTH ? length : null,
    ),
  };
}

function isNotInstalled(cause: unknown, name: string): boolean {
  return (
    cause instanceof Error &&
    (('code' in cause &&
      (cause.code === 'ERR_MODULE_NOT_FOUND' || cause.code === 'MODULE_NOT_FOUND')) ||
      /Failed to load url|Cannot find package/.test(cause.message)) &&
    cause.message.includes(name)
  );
}

function firstLine(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.split('\n')[0]?.trim().replace(/\.$/, '') ?? 'unknown reason';
}
