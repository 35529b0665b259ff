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
