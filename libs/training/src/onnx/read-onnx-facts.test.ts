import { describe, expect, it } from 'vitest';
import { bytesField, integerField, message } from './protobuf-writer.ts';
import { classesNamed, readOnnxFacts } from './read-onnx-facts.ts';

/** A model with one node per list of labels, as skl2onnx writes them. */
function modelWith(...attributes: readonly Uint8Array[]): Uint8Array {
  const nodes = attributes.map((attribute) =>
    bytesField(1, message(bytesField(4, 'TreeEnsembleClassifier'), bytesField(5, attribute))),
  );
  return message(bytesField(7, message(...nodes)));
}

const words = (name: string, labels: readonly string[]) =>
  message(
    bytesField(1, name),
    labels.map((label) => bytesField(9, label)),
  );
const numbers = (name: string, labels: readonly number[]) =>
  message(
    bytesField(1, name),
    labels.map((label) => integerField(8, label)),
  );

describe('readOnnxFacts', () => {
  it('finds metadata and the labels of classifiers, and nothing else', () => {
    const model = message(
      modelWith(
        words('classlabels_strings', ['no', 'yes']),
        numbers('classlabels_int64s', [-1, 0, 1]),
        numbers('nodes_treeids', [0, 0, 1]),
        message(bytesField(1, 'classlabels_packed'), bytesField(8, Buffer.from('0001', 'hex'))),
      ),
      bytesField(14, message(bytesField(1, 'author'), bytesField(2, 'A. Turing'))),
    );
    expect(readOnnxFacts(model)).toEqual({
      metadata: { author: 'A. Turing' },
      classLabels: [
        ['no', 'yes'],
        ['-1', '0', '1'],
        ['0', '1'],
      ],
    });
  });
});

describe('classesNamed', () => {
  const facts = {
    metadata: {},
    classLabels: [
      ['a', 'b', 'c'],
      ['0', '1'],
      ['x', 'y', 'z'],
    ],
  };
  it('takes the last labels that are as many as the outputs', () => {
    expect(classesNamed(facts, 3)).toEqual(['x', 'y', 'z']);
    expect(classesNamed(facts, 4)).toBeNull();
  });

  it('prefers what the metadata says, where that is a list of words', () => {
    expect(classesNamed({ ...facts, metadata: { classes: '["p","q"]' } }, 2)).toEqual(['p', 'q']);
    for (const classes of ['three', '[1]', '[]', '{}']) {
      expect(classesNamed({ ...facts, metadata: { classes } }, 2)).toEqual(['0', '1']);
    }
  });
});
