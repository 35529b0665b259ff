// The gate
export { type EvaluateOptions, evaluate } from './evaluate.ts';
// Metrics
export type { Metric, MetricInterval } from './metric.ts';
export { metricRegistry } from './metric-registry.ts';
// Verdicts for people
export { toMarkdown } from './print/to-markdown.ts';
export { type TerminalOptions, toTerminal } from './print/to-terminal.ts';
export {
  type Scored,
  type ScoredClassification,
  type ScoredRegression,
  selectScored,
} from './scored.ts';
// Settings
export { type GateSettings, gateSettingsSchema, type ResolvedGateSettings } from './settings.ts';
