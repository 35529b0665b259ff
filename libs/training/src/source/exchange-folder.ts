import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EncodedRows, Encoder, Problem } from '@create-mlops/contracts';
import type { ResolvedTrainingSettings } from '../settings.ts';
import { writeNumbers, writeRows } from './npy.ts';

/** What a program gets to train on. */
export type Exchange = {
  readonly model: string;
  readonly task: string;
  readonly problem: Problem;
  readonly encoder: Encoder;
  readonly settings: ResolvedTrainingSettings;
  readonly inputs: { readonly train: EncodedRows; readonly validation: EncodedRows };
  /** Class indices, or the standardised target. */
  readonly targets: {
    readonly train: Int32Array | Float32Array;
    readonly validation: Int32Array | Float32Array;
  };
};

/**
 * Writes the folder that a program reads and leaves its model in; what lay there before is removed. `split.json` says
 * what is what; of each of train and validation, `<split>.inputs.npy` holds the encoded rows as float32 `[rows, …input
 * shape]` and `<split>.target.npy` one number per row: the class index as int32, or the standardised target as float32.
 * The test split stays out: the gate alone sees it.
 */
export async function writeExchange(folder: string, exchange: Exchange): Promise<void> {
  const { encoder, settings, inputs, targets } = exchange;
  const { target, inputShape, inputNames } = encoder;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const split = {
    schemaVersion: 1,
    model: exchange.model,
    task: exchange.task,
    problem: exchange.problem,
    classes: target.kind === 'classification' ? target.classes : [],
    outputs: target.kind === 'classification' ? target.classes.length : 1,
    inputShape,
    inputNames: inputNames ?? null,
    rows: { train: inputs.train.rows, validation: inputs.validation.rows },
    seed: settings.seed,
    settings,
  };
  await writeFile(join(folder, 'split.json'), `${JSON.stringify(split, null, 2)}\n`);
  for (const name of ['train', 'validation'] as const) {
    await writeRows(join(folder, `${name}.inputs.npy`), inputs[name], inputShape);
    await writeNumbers(join(folder, `${name}.target.npy`), targets[name]);
  }
}
