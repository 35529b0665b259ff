import { type Attribute, nodeMessage, tensorMessage } from './onnx-messages.ts';
import type { Bytes } from './protobuf-writer.ts';

/** A graph under construction. Values are known by their names; every name is new. */
export type OnnxGraph = {
  /** Adds an operation. @returns the name of its output. */
  readonly add: (
    operation: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, Attribute>>,
  ) => string;
  /** Adds constant float values, row-major. @returns their name. */
  readonly floats: (dimensions: readonly number[], values: Float32Array) => string;
  /** Adds a list of whole numbers, such as a shape. @returns its name. */
  readonly integers: (values: readonly number[]) => string;
  /** Names the value that the graph answers with. */
  readonly answer: (value: string, name: string) => void;
  readonly nodes: readonly Bytes[];
  readonly constants: readonly Bytes[];
};

export function createGraph(): OnnxGraph {
  const nodes: Bytes[] = [];
  const constants: Bytes[] = [];
  let count = 0;
  const fresh = (stem: string) => `${stem}_${++count}`;
  const keep = (dimensions: readonly number[], values: Float32Array | BigInt64Array) => {
    const name = fresh('constant');
    constants.push(tensorMessage(name, dimensions, values));
    return name;
  };
  return {
    nodes,
    constants,
    add(operation, inputs, attributes = {}) {
      const output = fresh(operation.toLowerCase());
      nodes.push(nodeMessage({ operation, inputs, output, attributes }));
      return output;
    },
    floats: keep,
    integers: (values) => keep([values.length], BigInt64Array.from(values, BigInt)),
    answer(value, name) {
      nodes.push(nodeMessage({ operation: 'Identity', inputs: [value], output: name }));
    },
  };
}
