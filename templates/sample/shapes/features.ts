import type { Feature } from '@create-mlops/contracts';
import type { Row } from './contract.ts';

/** A model of pictures learns from the pixels alone: there is nothing to derive. */
export const features: readonly Feature<Row>[] = [];
