import { MlopsError } from '@create-mlops/contracts';
import { LayersModel, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { layerConversions } from './layers/index.ts';
import { UnsupportedLayer } from './layers/layer-conversion.ts';
import { createGraph, type OnnxGraph } from './onnx-graph.ts';
import { modelMessage } from './onnx-messages.ts';

export type OnnxOptions = {
  /** Name of the input. */
  readonly inputName?: string;
  /** Name of the output. */
  readonly outputName?: string;
  readonly graphName?: string;
  /** What a reader of the file should know: classes, names of the inputs, the model's hash. */
  readonly metadata?: Readonly<Record<string, string>>;
};

/** The operator set; ONNX Runtime reads it since 1.12 (2022), and no later one is needed. */
export const OPSET = 17;

/**
 * A model as an ONNX file, without any other library. Inputs are float32 `[N, …input shape]` with any number of rows N,
 * channels last as in TensorFlow.js; ids of an embedding are floats, too.
 * @throws {MlopsError} LAYER_UNSUPPORTED naming the layer.
 * @example
 * await writeFile('model.onnx', layersModelToOnnx(model, { metadata: { classes: '["no","yes"]' } }));
 * @see https://onnx.ai/onnx/operators/
 */
export function layersModelToOnnx(model: LayersModel, options: OnnxOptions = {}): Uint8Array {
  const {
    inputName = 'input',
    outputName = 'output',
    graphName = 'model',
    metadata = {},
  } = options;
  const [input] = model.inputs;
  const [output] = model.outputs;
  if (!input || !output || model.inputs.length !== 1 || model.outputs.length !== 1) {
    throw new MlopsError(
      'LAYER_UNSUPPORTED',
      `The model has ${model.inputs.length} inputs and ${model.outputs.length} outputs; only models with one of each can be written as ONNX.`,
      'Let buildModel of train/model.ts return a model with one input and one output.',
    );
  }
  const graph = createGraph();
  const value = convertTensor(output, graph, new Map([[input.id, inputName]]));
  graph.answer(value, outputName);
  const dimensions = (tensor: SymbolicTensor) => [
    'N',
    ...tensor.shape.slice(1).map((length, axis) => length ?? `length_${axis + 1}`),
  ];
  return modelMessage({
    opset: OPSET,
    producer: 'create-mlops',
    graphName,
    nodes: graph.nodes,
    constants: graph.constants,
    input: { name: inputName, type: 'float', dimensions: dimensions(input) },
    output: { name: outputName, type: 'float', dimensions: dimensions(output) },
    metadata,
  });
}

/** Walks from an output back to the inputs, so that shared layers, branches and models in models need no order. */
function convertTensor(
  tensor: SymbolicTensor,
  graph: OnnxGraph,
  known: Map<number, string>,
): string {
  const found = known.get(tensor.id);
  if (found !== undefined) return found;
  const { sourceLayer: layer } = tensor;
  const node = layer.inboundNodes[tensor.nodeIndex];
  const sources = node?.inputTensors ?? [];
  const inputs = sources.map((source) => convertTensor(source, graph, known));
  const kind = layer.getClassName();
  const name =
    layer instanceof LayersModel
      ? convertInner(layer, inputs, tensor.tensorIndex, graph)
      : convertLayer(kind, { tensor, inputs, sources, graph });
  known.set(tensor.id, name);
  return name;
}

/** A model used as a layer: its own graph, with the outer values as its inputs. */
function convertInner(
  model: LayersModel,
  inputs: readonly string[],
  outputIndex: number,
  graph: OnnxGraph,
): string {
  const output = model.outputs[outputIndex];
  if (!output) throw unsupported(model.name, model.getClassName(), 'has no such output');
  const known = new Map(model.inputs.map((inner, index) => [inner.id, inputs[index] ?? '']));
  return convertTensor(output, graph, known);
}

function convertLayer(
  kind: string,
  use: {
    readonly tensor: SymbolicTensor;
    readonly inputs: readonly string[];
    readonly sources: readonly SymbolicTensor[];
    readonly graph: OnnxGraph;
  },
): string {
  const { tensor, inputs, sources, graph } = use;
  const { sourceLayer: layer } = tensor;
  const convert = layerConversions[kind];
  if (!convert) throw unsupported(layer.name, kind, 'has no counterpart here');
  try {
    return convert({
      layer,
      config: layer.getConfig(),
      graph,
      inputs,
      inputShapes: sources.map(({ shape }) => shape),
      outputShape: tensor.shape,
    });
  } catch (cause) {
    if (cause instanceof UnsupportedLayer) throw unsupported(layer.name, kind, cause.message);
    throw cause;
  }
}

function unsupported(name: string, kind: string, reason: string): MlopsError {
  return new MlopsError(
    'LAYER_UNSUPPORTED',
    `The layer ${name} (${kind}) cannot be written as ONNX: it ${reason}.`,
    `Use another layer in train/model.ts, or take model.json and weights.bin, which every TensorFlow.js reads. Layers that can be written: ${Object.keys(layerConversions).join(', ')}.`,
  );
}
