import { existsSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';
import { sha256 } from '../bundle/hash.ts';
import type { FittedModel } from '../fit/fitted-model.ts';
import { misfitOf } from '../predictor/misfit-of.ts';
import { type Exchange, writeExchange } from './exchange-folder.ts';
import { readGivenModel } from './read-given-model.ts';
import { readHistory } from './read-history.ts';
import { runProgram } from './run-program.ts';
import type { Source } from './source-setting.ts';

/** Where a model that is not made of layers here comes from and goes through. Paths are absolute. */
export type SourceFolders = {
  /** The folder of the stage, `models/<model>/train`: commands run in it, files lie below it. */
  readonly stage: string;
  /** Handed to a command, and kept, so that the program can be run by hand: `artifacts/<model>/exchange`. */
  readonly exchange: string;
};

/**
 * Runs the user's program, or reads the user's file, and makes sure that the model fits the data.
 * @throws {MlopsError} COMMAND_FAILED, FILE_NOT_FOUND, MODEL_UNUSABLE, BACKEND_UNAVAILABLE.
 */
export async function takeModel(
  source: Exclude<Source, 'layers'>,
  exchange: Exchange,
  options: { readonly folders: SourceFolders; readonly onOutput?: (text: string) => void },
): Promise<FittedModel> {
  const taken =
    source.kind === 'command'
      ? await runCommand(source.command, exchange, options)
      : await readFile(source.path, options.folders);
  const misfit = misfitOf(taken.engine, exchange.encoder);
  if (misfit === null) return taken;
  taken.engine.dispose();
  throw new MlopsError(
    'MODEL_UNUSABLE',
    `The model from ${source.kind === 'command' ? `\`${source.command}\`` : source.path} ${misfit}.`,
    'Train it on the encoded rows and class numbers of the folder that a command is given (docs/CUSTOMISE.md, "A model from elsewhere"), so that inputs and classes are the same and in the same order.',
  );
}

async function runCommand(
  command: string,
  exchange: Exchange,
  { folders, onOutput }: { folders: SourceFolders; onOutput?: (text: string) => void },
): Promise<FittedModel> {
  await writeExchange(folders.exchange, exchange);
  const seed = String(exchange.settings.seed);
  await runProgram(command, {
    folder: folders.stage,
    // Sets of Python are in the same order again only with a fixed seed.
    environment: { MLOPS_FOLDER: folders.exchange, PYTHONHASHSEED: seed },
    ...(onOutput ? { onOutput } : {}),
  });
  const left = ['model.onnx', 'model.json'].find((name) =>
    existsSync(join(folders.exchange, name)),
  );
  if (left === undefined) {
    throw new MlopsError(
      'MODEL_UNUSABLE',
      `\`${command}\` ended well, but left neither model.onnx nor model.json in ${folders.exchange}.`,
      'Let the program write the model into the folder that the environment variable MLOPS_FOLDER names.',
    );
  }
  const model = await readGivenModel(join(folders.exchange, left));
  const history = await readHistory(folders.exchange);
  return { ...model, history, origin: { kind: 'command', command } };
}

async function readFile(path: string, { stage }: SourceFolders): Promise<FittedModel> {
  const full = resolve(stage, path);
  const below = relative(stage, full);
  if (below.startsWith('..') || isAbsolute(below)) {
    throw new MlopsError(
      'SETTINGS_INVALID',
      `source.path is ${path}, which is not below ${stage}: a change of the file would not be noticed.`,
      'Put the file into the folder of train.config.ts.',
    );
  }
  const model = await readGivenModel(full);
  const hashes = Object.values(model.files).map((bytes) => sha256(bytes));
  return {
    ...model,
    history: [],
    origin: {
      kind: 'file',
      path,
      sha256: hashes.length === 1 ? (hashes[0] ?? '') : sha256(hashes.join('')),
    },
  };
}
