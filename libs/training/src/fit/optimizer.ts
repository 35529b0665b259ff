import { type Optimizer, train } from '@tensorflow/tfjs-core';
import type { ResolvedTrainingSettings } from '../settings.ts';

/** The share of the last step that `momentum` keeps. */
const MOMENTUM = 0.9;

/** The optimizer of the settings, with TensorFlow.js' own defaults for all but the learning rate. */
export function createOptimizer(
  settings: Pick<ResolvedTrainingSettings, 'optimizer' | 'learningRate'>,
): Optimizer {
  const { optimizer, learningRate } = settings;
  switch (optimizer) {
    case 'adam':
      return train.adam(learningRate);
    case 'sgd':
      return train.sgd(learningRate);
    case 'momentum':
      return train.momentum(learningRate, MOMENTUM);
    case 'rmsprop':
      return train.rmsprop(learningRate);
    case 'adagrad':
      return train.adagrad(learningRate);
    case 'adamax':
      return train.adamax(learningRate);
  }
}

/**
 * Sets the rate of the next step. TensorFlow.js keeps it in a protected field that every step reads; the optimizers that
 * keep a tensor of it have a method for this.
 */
export function setLearningRate(optimizer: Optimizer, learningRate: number): void {
  const set: unknown = Reflect.get(optimizer, 'setLearningRate');
  if (typeof set === 'function') set.call(optimizer, learningRate);
  else Reflect.set(optimizer, 'learningRate', learningRate);
}

/**
 * The learning rate at a place of the training.
 * @param progress share of all steps done, 0..1.
 */
export function scheduledRate(
  { schedule, learningRate }: Pick<ResolvedTrainingSettings, 'schedule' | 'learningRate'>,
  progress: number,
): number {
  return schedule === 'constant'
    ? learningRate
    : (learningRate * (1 + Math.cos(Math.PI * progress))) / 2;
}
