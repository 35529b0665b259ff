import { type Bytes, bytesField, floatField, integerField, message } from './protobuf-writer.ts';

/**
 * The messages of `onnx.proto` that a model of layers needs. Field numbers are those of the schema.
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */

/** Element types of tensors, by their numbers in `TensorProto.DataType`. */
export const elementTypes = { float: 1, int32: 6, int64: 7 } as const;
export type ElementType = keyof typeof elementTypes;

/** What an attribute of a node holds: a whole number, a list of them, a float or a word. */
export type Attribute =
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly float: number }
  | { readonly text: string };

/** A dimension: a length, or a name for one that varies. */
export type Dimension = number | string;

export type NodeDescription = {
  readonly operation: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
};

export type ValueDescription = {
  readonly name: string;
  readonly type: ElementType;
  readonly dimensions: readonly Dimension[];
};

export type ModelDescription = {
  readonly opset: number;
  readonly producer: string;
  readonly graphName: string;
  readonly nodes: readonly Bytes[];
  readonly constants: readonly Bytes[];
  readonly input: ValueDescription;
  readonly output: ValueDescription;
  readonly metadata: Readonly<Record<string, string>>;
};

/** The file format that goes with operator set 17. */
const IR_VERSION = 8;

/** `TensorProto`: constant values, row-major. */
export function tensorMessage(
  name: string,
  dimensions: readonly number[],
  values: Float32Array | BigInt64Array,
): Bytes {
  const type: ElementType = values instanceof Float32Array ? 'float' : 'int64';
  return message(
    dimensions.map((length) => integerField(1, length)),
    integerField(2, elementTypes[type]),
    bytesField(8, name),
    // Raw bytes are little-endian, as every platform of Node is.
    bytesField(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  );
}

/** `NodeProto`: one operation, named after its output. */
export function nodeMessage({
  operation,
  inputs,
  output,
  attributes = {},
}: NodeDescription): Bytes {
  return message(
    inputs.map((input) => bytesField(1, input)),
    bytesField(2, output),
    bytesField(3, output),
    bytesField(4, operation),
    Object.entries(attributes).map(([name, value]) => bytesField(5, attributeMessage(name, value))),
  );
}

/** `ModelProto`: the whole file. */
export function modelMessage(description: ModelDescription): Bytes {
  const { nodes, constants, input, output, metadata } = description;
  const graph = message(
    nodes.map((node) => bytesField(1, node)),
    bytesField(2, description.graphName),
    constants.map((constant) => bytesField(5, constant)),
    bytesField(11, valueMessage(input)),
    bytesField(12, valueMessage(output)),
  );
  return message(
    integerField(1, IR_VERSION),
    bytesField(2, description.producer),
    bytesField(7, graph),
    bytesField(8, message(bytesField(1, ''), integerField(2, description.opset))),
    Object.entries(metadata).map(([key, value]) =>
      bytesField(14, message(bytesField(1, key), bytesField(2, value))),
    ),
  );
}

/** `AttributeProto`, whose field 20 says which of the others holds the value. */
function attributeMessage(name: string, value: Attribute): Bytes {
  const named = bytesField(1, name);
  if ('float' in value) return message(named, floatField(2, value.float), integerField(20, 1));
  if ('int' in value) return message(named, integerField(3, value.int), integerField(20, 2));
  if ('text' in value) return message(named, bytesField(4, value.text), integerField(20, 3));
  return message(
    named,
    value.ints.map((entry) => integerField(8, entry)),
    integerField(20, 7),
  );
}

/** `ValueInfoProto`: name, element type and shape of the graph's input or output. */
function valueMessage({ name, type, dimensions }: ValueDescription): Bytes {
  const shape = dimensions.map((dimension) =>
    bytesField(
      1,
      typeof dimension === 'string' ? bytesField(2, dimension) : integerField(1, dimension),
    ),
  );
  const tensorType = message(integerField(1, elementTypes[type]), bytesField(2, message(...shape)));
  return message(bytesField(1, name), bytesField(2, bytesField(1, tensorType)));
}
