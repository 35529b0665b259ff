import type {
  BundleManifest,
  DriftReport,
  Evaluation,
  ValidationReport,
  Verdict,
  VersionRecord,
} from '@create-mlops/contracts';

/** One version of the registry and the aliases that name it. */
export type ListedVersion = {
  readonly record: VersionRecord;
  readonly aliases: readonly string[];
};

/** Everything a report is drawn from, as the stages wrote it; `null` is a stage that has not run. */
export type ReportInput = {
  /** Name of the project. */
  readonly project: string;
  readonly model: string;
  readonly validation: ValidationReport | null;
  readonly manifest: BundleManifest | null;
  readonly verdict: Verdict | null;
  readonly evaluation: Evaluation | null;
  readonly drift: DriftReport | null;
  /** Any order. */
  readonly versions: readonly ListedVersion[];
  /** Where the files were read: `artifacts/churn`. */
  readonly generatedFrom: string;
};
