import { MlopsError } from '@create-mlops/contracts';
import { classesNamed, readOnnxFacts } from '../onnx/read-onnx-facts.ts';
import type { Engine, EngineLoader } from './engine.ts';
import {
  loadOnnxRuntime,
  type OnnxRuntime,
  type OnnxSession,
  type OnnxValue,
} from './onnx-runtime.ts';

/** Rows per call, so that the memory of the runtime stays small. */
const ROWS_PER_CALL = 4096;

/** `model.onnx`, from our own export or from any other program. */
export const onnxLoader: EngineLoader = {
  name: 'onnx',
  reads: ({ files }) => 'model.onnx' in files,
  async load(files) {
    const bytes = files.get('model.onnx');
    if (bytes === undefined) throw unusable('the file model.onnx is missing', 'Train again.');
    return onnxEngine(bytes, await loadOnnxRuntime());
  },
};

/**
 * An engine over an ONNX model: one float32 input `[N, …]` with N free, and one float32 output `[N, outputs]`. Of several
 * outputs, as scikit-learn's `label` and `probabilities`, the probabilities are taken.
 * @throws {MlopsError} MODEL_UNUSABLE naming the input or output that is of another form.
 */
export async function onnxEngine(bytes: Uint8Array, runtime: OnnxRuntime): Promise<Engine> {
  const session = await openSession(bytes, runtime);
  try {
    const input = inputOf(session);
    const output = outputOf(session);
    const shape = lengthsOf(input);
    const inputWidth = shape.reduce((product, length) => product * length, 1);
    const run = (values: Float32Array, rows: number) =>
      answer(session, { name: input.name, values, shape: [rows, ...shape] }, output.name);
    const outputs = (await run(new Float32Array(inputWidth), 1)).length;
    const classes = classesNamed(readOnnxFacts(bytes), outputs);
    // One call after the other: a session may not be entered twice, and is freed when the last has left.
    let last: Promise<unknown> = Promise.resolve();
    const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
      const turn = last.then(action);
      last = turn.catch(() => {});
      return turn;
    };
    return {
      inputWidth,
      outputs,
      ...(classes === null ? {} : { classes }),
      run: (inputs, rows) =>
        inTurn(async () => {
          const out = new Float32Array(rows * outputs);
          for (let from = 0; from < rows; from += ROWS_PER_CALL) {
            const count = Math.min(ROWS_PER_CALL, rows - from);
            const part = inputs.subarray(from * inputWidth, (from + count) * inputWidth);
            out.set(await run(part, count), from * outputs);
          }
          return out;
        }),
      dispose: () => {
        void inTurn(() => session.release());
      },
    };
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function openSession(bytes: Uint8Array, runtime: OnnxRuntime): Promise<OnnxSession> {
  try {
    return await runtime.open(bytes);
  } catch (cause) {
    throw unusable(
      `${runtime.name} cannot load it: ${sentenceOf(cause)}`,
      'Export it again as one file, weights inside, with an operator set that this runtime knows.',
      cause,
    );
  }
}

async function answer(
  session: OnnxSession,
  input: { readonly name: string; readonly values: Float32Array; readonly shape: number[] },
  output: string,
): Promise<Float32Array> {
  const values = await session.run(input, output).catch((cause: unknown) => {
    throw unusable(
      `it fails on ${input.shape[0]} rows: ${sentenceOf(cause)}`,
      'Try the exported model where it was made, with float32 inputs of this shape.',
      cause,
    );
  });
  if (values instanceof Float32Array) return values;
  throw unusable(`its output ${output} is not float32`, OUTPUT_HINT);
}

const OUTPUT_HINT =
  "Export it with one float32 output of shape [N, classes], or [N, 1] for a regression; with skl2onnx: options={'zipmap': False}.";

function inputOf({ inputs }: OnnxSession): OnnxValue {
  const [input, ...more] = inputs;
  if (input === undefined || more.length > 0) {
    throw unusable(
      `it has ${inputs.length} inputs (${listOf(inputs)}) where one is needed`,
      'Export it with one input that takes the whole encoded row.',
    );
  }
  if (input.type !== 'float32' || !input.isTensor) {
    throw unusable(
      `its input ${input.name} is ${formOf(input)}, but encoded rows are float32`,
      "Export it with float32 inputs: `x.astype('float32')` before skl2onnx, tf.float32 in the signature of tf2onnx.",
    );
  }
  return input;
}

/** Lengths of the input behind the rows. */
function lengthsOf(input: OnnxValue): readonly number[] {
  const [rows, ...lengths] = input.dimensions;
  const shown = input.dimensions.map((length) => length ?? '?').join(', ');
  if (rows !== null) {
    throw unusable(
      `its input ${input.name} has the shape [${shown}], which takes exactly ${rows ?? 'no'} rows`,
      'Export it with a free first dimension (a dynamic batch axis).',
    );
  }
  return lengths.map((length) => {
    if (length !== null) return length;
    throw unusable(
      `its input ${input.name} has the shape [${shown}], which does not say how wide a row is`,
      'Export it with a fixed width; only the first dimension, the rows, may vary.',
    );
  });
}

function outputOf({ outputs }: OnnxSession): OnnxValue {
  const tensors = outputs.filter(({ isTensor, type }) => isTensor && type === 'float32');
  const [only, ...more] = tensors;
  const found = more.length === 0 ? only : tensors.find(({ name }) => /prob/i.test(name));
  if (found !== undefined) return found;
  throw unusable(
    `of its outputs (${listOf(outputs)}) ${tensors.length === 0 ? 'none is a float32 tensor' : 'none is called probabilities'}`,
    OUTPUT_HINT,
  );
}

const formOf = ({ isTensor, type }: OnnxValue) => (isTensor ? type : 'no tensor');

function listOf(values: readonly OnnxValue[]): string {
  return values.map((value) => `${value.name}: ${formOf(value)}`).join(', ') || 'none';
}

function sentenceOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return (
    message
      .replace(/^.*ERROR_MESSAGE: /s, '')
      .split('\n')[0]
      ?.trim()
      .replace(/\.$/, '') ?? ''
  );
}

function unusable(what: string, hint: string, cause?: unknown): MlopsError {
  const message = `The ONNX model cannot be used: ${what}.`;
  return new MlopsError('MODEL_UNUSABLE', message, hint, cause === undefined ? {} : { cause });
}
