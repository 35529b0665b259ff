import type { Detector } from '../detector.ts';
import { chiSquareDetector } from './chi-square.ts';
import { jensenShannonDetector } from './jensen-shannon.ts';
import { kolmogorovSmirnovDetector } from './kolmogorov-smirnov.ts';
import { missingRateDetector } from './missing-rate.ts';
import { populationStabilityIndexDetector } from './population-stability-index.ts';
import { unseenValuesDetector } from './unseen-values.ts';
import { wassersteinDetector } from './wasserstein.ts';

/** Every detector, in the order of reports. */
export const detectorRegistry: readonly Detector[] = [
  kolmogorovSmirnovDetector,
  wassersteinDetector,
  chiSquareDetector,
  populationStabilityIndexDetector,
  jensenShannonDetector,
  missingRateDetector,
  unseenValuesDetector,
];
