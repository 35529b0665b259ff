import type { ReportInput } from './report-input.ts';

/** Whether a model was trained since the gate spoke: its verdict is then about another one. */
export function isVerdictStale({
  manifest,
  verdict,
}: Pick<ReportInput, 'manifest' | 'verdict'>): boolean {
  return manifest !== null && verdict !== null && manifest.modelHash !== verdict.modelHash;
}
