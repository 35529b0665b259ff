import { env } from '@tensorflow/tfjs-core';
import { addChainedOperations } from './chained-operations.ts';

/**
 * Makes the slim package set complete, and keeps it from printing its banner and hints between the lines of a stage:
 * production mode is its own switch for that.
 */
export function prepareTensorflow(): void {
  env().set('PROD', true);
  addChainedOperations();
}
