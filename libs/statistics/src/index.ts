// Distributions

// Resampling and streams
export { adaptiveWindow } from './adaptive-window.ts';
export { type BinRule, binEdges, quantileSeven } from './bin-edges.ts';
export { binomialPmf, binomialTwoSided, mcnemarMidP } from './binomial.ts';
// Two samples of categories
export {
  chiSquareContingency,
  cramersV,
  hellinger,
  jensenShannonDivergence,
  kullbackLeibler,
  lInfinity,
  populationStabilityIndex,
  shares,
  totalVariation,
} from './categorical.ts';
// Two samples of numbers
export { cramerVonMises } from './cramer-von-mises.ts';
export { chiSquareSf, chiSquareUpperQuantile, studentTSf } from './distributions.ts';
export { type DomainClassifierResult, domainClassifier, type Points } from './domain-classifier.ts';
export { betaQuantile, incompleteBeta } from './incomplete-beta.ts';
export { lowerIncompleteGamma, upperIncompleteGamma } from './incomplete-gamma.ts';
// Intervals and multiplicity
export { clopperPearson, type Interval, newcombePaired, wilson } from './intervals.ts';
export { kolmogorovSf, kolmogorovSmirnovSf } from './kolmogorov.ts';
export { logBinomialCoefficient, logGamma } from './log-gamma.ts';
export { maximumMeanDiscrepancy } from './maximum-mean-discrepancy.ts';
export { benjaminiHochberg, holm } from './multiplicity.ts';
export { normalCdf, normalQuantile, normalSf } from './normal.ts';
export { pageHinkley } from './page-hinkley.ts';
export { bootstrapBca, permutationPValue } from './resampling.ts';
export { type Random, seededRandom, shuffle } from './seeded-random.ts';
export {
  energyDistance,
  kolmogorovSmirnov,
  mannWhitney,
  type TestResult,
  wasserstein,
  welchT,
} from './two-sample.ts';
