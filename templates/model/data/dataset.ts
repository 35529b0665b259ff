import { defineDataset } from '@create-mlops/dataset';
import { row } from './contract.ts';
import { features } from './features.ts';

/**
 * The one way in which every stage reads the data. Rows are split by a hash of their features: the same row always
 * falls into the same split, and twins fall together.
 */
export const dataset = defineDataset({
  directory: import.meta.dirname,
  row,
  features,
  split: { strategy: 'hash', validation: 0.15, test: 0.2, seed: 7 },
});
