import { env } from '@tensorflow/tfjs-core';

/**
 * Keeps TensorFlow.js from printing its banner and hints between the lines of a stage: production mode is its own
 * switch for that.
 */
export function silenceTensorflow(): void {
  env().set('PROD', true);
}
