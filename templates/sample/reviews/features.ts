import type { Feature } from '@create-mlops/contracts';
import type { Row } from './contract.ts';

/**
 * Numbers derived from one row, which the model reads beside the text, such as
 * `{ name: 'questions', compute: (row) => row.review.split('?').length - 1 }`. The same functions run on the whole table in
 * training and on single requests in the service, so they must not look at other rows, clocks or files.
 */
export const features: readonly Feature<Row>[] = [];
