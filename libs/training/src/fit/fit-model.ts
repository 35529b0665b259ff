import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { type EncodedRows, type EpochRecord, MlopsError } from '@create-mlops/contracts';
import { seededRandom, shuffle } from '@create-mlops/statistics';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { runEncoded } from '../predictor/run-encoded.ts';
import { runLayersModel, sizeOf } from '../predictor/run-layers-model.ts';
import type { ResolvedTrainingSettings } from '../settings.ts';
import { modelInvalid } from './build-user-model.ts';
import { earlyStopping } from './early-stopping.ts';
import type { Objective } from './objective.ts';
import { createOptimizer, scheduledRate, setLearningRate } from './optimizer.ts';
import { restoreWeights, type WeightValues, weightValues } from './weight-values.ts';

/** What a model is fitted on and judged by. */
export type EncodedSplits = {
  readonly train: EncodedRows;
  readonly validation: EncodedRows;
  /** The training rows of one epoch, where they are changed at random. */
  readonly augment?: ((rows: EncodedRows, seed: number) => EncodedRows) | undefined;
};

/** An epoch just finished. */
export type TrainingProgress = EpochRecord & {
  /** Most epochs there can be. */
  readonly epochs: number;
  readonly elapsedSeconds: number;
  /** Until the last of `epochs`; early stopping may end sooner. */
  readonly etaSeconds: number;
};

/**
 * Fits a model in place: seeded order of rows, one batch at a time, so that the data stays off the backend's heap.
 * With early stopping the weights of the best epoch are put back.
 * @returns one record per epoch.
 * @throws {MlopsError} TRAINING_DIVERGED when the loss is no longer a number; SETTINGS_INVALID when the outputs have
 * the wrong form.
 */
export async function fitModel(
  model: LayersModel,
  objective: Objective,
  splits: EncodedSplits,
  settings: ResolvedTrainingSettings,
  onProgress: (progress: TrainingProgress) => void = () => {},
): Promise<readonly EpochRecord[]> {
  const { train, validation, augment } = splits;
  const width = sizeOf(model.inputs[0]?.shape);
  const sizes = { width, outputs: objective.outputs };
  const { epochs } = settings;
  const answers = () =>
    runEncoded(validation, sizes, (inputs, rows) => runLayersModel(model, inputs, rows));
  const complaint = objective.complaint(await answers());
  if (complaint !== null) throw modelInvalid(`does not fit the problem: ${complaint}`);

  const optimizer = createOptimizer(settings);
  model.compile({ optimizer, loss: objective.loss });
  const judge = settings.earlyStopping ? earlyStopping(settings.earlyStopping) : null;
  const random = seededRandom(settings.seed);
  const order = Uint32Array.from({ length: train.rows }, (_, row) => row);
  const history: EpochRecord[] = [];
  let best: WeightValues | null = null;
  const startedMs = performance.now();
  try {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      shuffle(order, random);
      const rows = augment === undefined ? train : augment(train, settings.seed + epoch);
      const pace = (share: number) => {
        if (settings.schedule === 'constant') return;
        setLearningRate(optimizer, scheduledRate(settings, (epoch - 1 + share) / epochs));
      };
      const loss = await runEpoch(model, objective, rows, order, settings.batchSize, pace);
      const { loss: validationLoss = Number.NaN, ...metrics } = objective.measure(await answers());
      if (!Number.isFinite(loss) || !Number.isFinite(validationLoss)) {
        throw diverged(epoch, settings.learningRate);
      }
      const record: EpochRecord = { epoch, loss, validationLoss, metrics };
      history.push(record);
      const elapsedSeconds = (performance.now() - startedMs) / 1000;
      const etaSeconds = (elapsedSeconds / epoch) * (epochs - epoch);
      onProgress({ ...record, epochs, elapsedSeconds, etaSeconds });
      // Training on wasm never leaves the microtask queue; without this Ctrl-C would wait for the last epoch.
      await yieldToEvents();
      const judgement = judge?.(validationLoss);
      if (judgement?.isBest) best = weightValues(model);
      if (judgement?.shouldStop) break;
    }
    if (best) restoreWeights(model, best);
    return history;
  } finally {
    optimizer.dispose();
  }
}

/**
 * @param pace told before each step which share of the epoch is done.
 * @returns the mean loss over all rows; not finite as soon as one batch is not.
 */
async function runEpoch(
  model: LayersModel,
  objective: Objective,
  { rows, write }: EncodedRows,
  order: Uint32Array,
  batchSize: number,
  pace: (share: number) => void,
): Promise<number> {
  const shape = (model.inputs[0]?.shape ?? []).slice(1).map((length) => length ?? 1);
  const width = sizeOf(model.inputs[0]?.shape);
  const { outputs } = objective;
  let sum = 0;
  for (let from = 0; from < rows; from += batchSize) {
    pace(from / rows);
    const count = Math.min(batchSize, rows - from);
    const x = new Float32Array(count * width);
    const y = new Float32Array(count * outputs);
    for (let index = 0; index < count; index++) {
      const row = order[from + index] ?? 0;
      write(row, x, index * width);
      objective.writeTarget(row, y, index * outputs);
    }
    const batch: Tensor[] = [tensor(x, [count, ...shape]), tensor(y, [count, outputs])];
    const [xBatch, yBatch] = batch;
    const loss = xBatch && yBatch ? await model.trainOnBatch(xBatch, yBatch) : Number.NaN;
    for (const held of batch) held.dispose();
    sum += (Array.isArray(loss) ? (loss[0] ?? Number.NaN) : loss) * count;
    if (!Number.isFinite(sum)) return sum;
  }
  return sum / rows;
}

function diverged(epoch: number, learningRate: number): MlopsError {
  return new MlopsError(
    'TRAINING_DIVERGED',
    `Training diverged: the loss is no longer a number in epoch ${epoch}, with learningRate ${learningRate}.`,
    `Lower learningRate in train/train.config.ts, for example to ${Number((learningRate / 10).toPrecision(2))}.`,
  );
}
