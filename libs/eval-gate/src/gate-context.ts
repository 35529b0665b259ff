import type {
  ContractDescription,
  Predictor,
  Table,
  ValidationReport,
} from '@create-mlops/contracts';
import type { Baseline } from './baseline.ts';
import type { LatencyMeasurement } from './latency/measure-latency.ts';
import type { Metric } from './metric.ts';
import type { Scored } from './scored.ts';
import type { ResolvedGateSettings } from './settings.ts';

/** Everything that checks may look at. */
export type GateContext = {
  readonly settings: ResolvedGateSettings;
  readonly description: ContractDescription;
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly candidate: Predictor;
  readonly scored: Scored;
  readonly baseline: Baseline;
  readonly production: ProductionAnswers;
  /** The labelled test rows, with every column but the target. */
  readonly rows: Table;
  readonly validation: ValidationReport | null;
  readonly bundleDirectory: string;
  readonly latency: LatencyMeasurement;
  /** In megabytes; `null` when there is no such folder. */
  readonly sizeMb: number | null;
};

/** What the model in production answers on the same rows. */
export type ProductionAnswers =
  | { readonly state: 'none' }
  | { readonly state: 'scored'; readonly scored: Scored }
  /** There is one, but it cannot answer these rows. */
  | { readonly state: 'unusable'; readonly why: string };

/** The metric that a comparison uses unless told otherwise. */
export function headlineMetric({ problem }: ContractDescription): string {
  return problem === 'regression' ? 'mae' : 'accuracy';
}
