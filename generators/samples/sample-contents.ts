import { customerChurnCsv } from './customer-churn.ts';
import { drawnShapes } from './drawn-shapes.ts';
import { housePricesCsv } from './house-prices.ts';
import { productReviewsCsv } from './product-reviews.ts';
import type { SampleName } from './sample-plan.ts';

/** The rows of a sample, and the files that they refer to by their path below `data/raw/<sample>/`. */
export type SampleContent = {
  readonly csv: string;
  readonly files?: ReadonlyMap<string, Uint8Array>;
};

/** What each sample is made of. It is made when the payload is, never when a project is. */
export const sampleContents: Readonly<Record<SampleName, () => SampleContent>> = {
  churn: () => ({ csv: customerChurnCsv() }),
  houses: () => ({ csv: housePricesCsv() }),
  shapes: () => drawnShapes(),
  reviews: () => ({ csv: productReviewsCsv() }),
};
