import { seededRandom } from '@create-mlops/statistics';
import * as tf from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../backend/open-backend.ts';
import { layersModelToOnnx } from '../onnx/layers-model-to-onnx.ts';
import { onnxEngine } from './onnx-engine.ts';
import { loadOnnxRuntime, type OnnxRuntime, type OnnxValue } from './onnx-runtime.ts';
import { runLayersModel } from './run-layers-model.ts';

const { layers } = tf;
const mlp = () =>
  tf.sequential({
    layers: [
      layers.dense({ inputShape: [4], units: 8, activation: 'relu' }),
      layers.dense({ units: 3, activation: 'softmax' }),
    ],
  });

const float = (name: string, ...dimensions: (number | null)[]): OnnxValue => ({
  name,
  isTensor: true,
  type: 'float32',
  dimensions,
});

/** A runtime whose model has these inputs and outputs, and answers three numbers a row. */
function fakeRuntime(
  inputs: readonly OnnxValue[],
  outputs: readonly OnnxValue[],
): OnnxRuntime & { readonly asked: string[]; released: number } {
  const asked: string[] = [];
  const runtime = {
    name: 'onnxruntime-web' as const,
    version: '0.0.0',
    asked,
    released: 0,
    open: async () => ({
      inputs,
      outputs,
      run: async ({ shape }: { readonly shape: number[] }, output: string) => {
        asked.push(output);
        return new Float32Array(3 * (shape[0] ?? 0));
      },
      release: async () => {
        runtime.released++;
      },
    }),
  };
  return runtime;
}

const nothing = new Uint8Array();

describe('onnxEngine', () => {
  let runtime: OnnxRuntime;
  beforeAll(async () => {
    await openBackend('wasm');
    runtime = await loadOnnxRuntime();
  });

  it('answers as the model did before it was written, in any number of rows', async () => {
    const model = mlp();
    const engine = await onnxEngine(layersModelToOnnx(model), runtime);
    expect(engine).toMatchObject({ inputWidth: 4, outputs: 3 });
    const random = seededRandom(3);
    const rows = 5000;
    const inputs = Float32Array.from({ length: 4 * rows }, () => random() - 0.5);
    const [answers, alone, none] = await Promise.all([
      engine.run(inputs, rows),
      engine.run(inputs.subarray(0, 4), 1),
      engine.run(new Float32Array(), 0),
    ]);
    const expected = runLayersModel(model, inputs, rows);
    for (const [at, value] of expected.entries()) {
      expect(Math.abs((answers[at] ?? Number.NaN) - value)).toBeLessThan(1e-5);
    }
    expect([...alone]).toEqual([...answers.subarray(0, 3)]);
    expect(none).toHaveLength(0);
    engine.dispose();
  });

  it('takes images in the shape that the model wants', async () => {
    const model = tf.sequential({
      layers: [
        layers.conv2d({ inputShape: [4, 5, 2], filters: 2, kernelSize: 3 }),
        layers.flatten(),
      ],
    });
    const engine = await onnxEngine(layersModelToOnnx(model), runtime);
    expect(engine).toMatchObject({ inputWidth: 40, outputs: 12 });
    expect(await engine.run(new Float32Array(80), 2)).toHaveLength(24);
    engine.dispose();
  });

  it('knows the classes that the file names', async () => {
    const metadata = { classes: '["a","b","c"]' };
    const engine = await onnxEngine(layersModelToOnnx(mlp(), { metadata }), runtime);
    expect(engine.classes).toEqual(['a', 'b', 'c']);
    engine.dispose();
    const unnamed = await onnxEngine(layersModelToOnnx(mlp()), runtime);
    expect(unnamed.classes).toBeUndefined();
    unnamed.dispose();
  });

  it('takes probabilities where there are labels, too, and whatever a single output is called', async () => {
    const labels: OnnxValue = { name: 'label', isTensor: true, type: 'int64', dimensions: [null] };
    for (const [outputs, taken] of [
      [[labels, float('probabilities', null, 3)], 'probabilities'],
      [[float('scores', null, 3), float('output_probability', null, 3)], 'output_probability'],
      [[labels, float('dense_2', null, 3)], 'dense_2'],
    ] as const) {
      const fake = fakeRuntime([float('x', null, 2)], outputs);
      const engine = await onnxEngine(nothing, fake);
      await engine.run(new Float32Array(2), 1);
      expect(new Set(fake.asked)).toEqual(new Set([taken]));
      engine.dispose();
    }
  });

  it('frees the session once the last call has come back', async () => {
    const fake = fakeRuntime([float('x', null, 2)], [float('y', null, 3)]);
    const engine = await onnxEngine(nothing, fake);
    const running = engine.run(new Float32Array(2), 1);
    engine.dispose();
    expect(fake.released).toBe(0);
    expect(await running).toHaveLength(3);
    await new Promise((resolve) => setTimeout(resolve));
    expect(fake.released).toBe(1);
  });

  const map: OnnxValue = {
    name: 'output_probability',
    isTensor: false,
    type: 'unknown',
    dimensions: [],
  };
  it.each([
    [
      'two inputs',
      [float('age', null, 1), float('plan', null, 1)],
      [float('y', null, 3)],
      /2 inputs \(age: float32, plan: float32\) where one is needed/,
    ],
    [
      'inputs of another type',
      [{ ...float('x', null, 2), type: 'int64' }],
      [float('y', null, 3)],
      /input x is int64, but encoded rows are float32/,
    ],
    [
      'a fixed number of rows',
      [float('x', 1, 2)],
      [float('y', 1, 3)],
      /shape \[1, 2\], which takes exactly 1 rows/,
    ],
    [
      'a width that is left open',
      [float('x', null, null)],
      [float('y', null, 3)],
      /shape \[\?, \?\], which does not say how wide a row is/,
    ],
    [
      'a map of probabilities',
      [float('x', null, 2)],
      [map],
      /outputs \(output_probability: no tensor\) none is a float32 tensor/,
    ],
    [
      'several outputs of which none is called probabilities',
      [float('x', null, 2)],
      [float('a', null, 3), float('b', null, 3)],
      /outputs \(a: float32, b: float32\) none is called probabilities/,
    ],
  ])('refuses %s by name, and frees the session', async (_, inputs, outputs, message) => {
    const fake = fakeRuntime(inputs, outputs);
    await expect(onnxEngine(nothing, fake)).rejects.toMatchObject({
      code: 'MODEL_UNUSABLE',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/^Export it with/),
    });
    expect(fake.released).toBe(1);
  });

  it('says what the runtime said of bytes that are no model', async () => {
    await expect(onnxEngine(Uint8Array.of(1, 2, 3), runtime)).rejects.toMatchObject({
      code: 'MODEL_UNUSABLE',
      message: expect.stringMatching(/onnxruntime-\w+ cannot load it: .*protobuf/),
    });
  });
});
