export { buildReferenceProfile } from './build-reference-profile.ts';
export { checkDrift, type DriftOptions } from './check-drift.ts';
export { checkWindow } from './check-window.ts';
export type {
  BinnedCounts,
  CategoricalComparison,
  Comparison,
  NumericComparison,
} from './comparison.ts';
export type { Detector, Measurement } from './detector.ts';
export { detectorRegistry } from './detectors/index.ts';
export { type ColumnToJudge, judgeColumns } from './judge-columns.ts';
export { loadWindow, type Window } from './load-window.ts';
export { type DriftSettings, driftSettingsSchema, type ResolvedDriftSettings } from './settings.ts';
export { toMarkdown } from './to-markdown.ts';
export { toTerminal } from './to-terminal.ts';
