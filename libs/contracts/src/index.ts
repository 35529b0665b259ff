// Errors and exit codes

// Models
export {
  type BundleManifest,
  type BundleSamples,
  bundleManifestSchema,
  bundleSamplesSchema,
  type EpochRecord,
  epochRecordSchema,
} from './bundle.ts';
// The contract of one row
export {
  type ColumnKind,
  type ColumnMeta,
  type ColumnRole,
  type ContractColumn,
  type ContractDescription,
  columnKindSchema,
  columnKinds,
  columnRoleSchema,
  columnRoles,
  contractColumnSchema,
  contractDescriptionSchema,
  type ImageLimits,
  imageLimitsSchema,
  type Problem,
  problemSchema,
} from './column.ts';
export {
  type DatasetLock,
  datasetLockSchema,
  type LockedFile,
  lockedFileSchema,
} from './dataset-lock.ts';
export { denseRows } from './dense-rows.ts';
export { deriveFeatures } from './derive-features.ts';
// Reports and verdicts
export {
  type ColumnDrift,
  columnDriftSchema,
  type DetectorResult,
  type DriftReport,
  detectorResultSchema,
  driftReportSchema,
} from './drift-report.ts';
export { type ErrorCode, errorCodes, MlopsError } from './error.ts';
export { exitCodes } from './exit-codes.ts';
export type { Feature } from './feature.ts';
export { type Finding, findingSchema, type Reason, reasonSchema, reasons } from './finding.ts';
export type { ImageInspection, Inspection } from './inspection.ts';
export { type Lineage, lineageSchema, type ModelOrigin, modelOriginSchema } from './lineage.ts';
export type { Predictions, Predictor } from './predictor.ts';
export {
  type CategoricalProfile,
  type ColumnProfile,
  categoricalProfileSchema,
  columnProfileSchema,
  type NumericProfile,
  numericProfileSchema,
  type ReferenceProfile,
  type ReferenceRepresentation,
  referenceProfileSchema,
  referenceRepresentationSchema,
} from './profile.ts';
// The registry
export {
  type Aliases,
  type AliasName,
  aliasesSchema,
  aliasNameSchema,
  aliasNames,
  type Judgement,
  judgementSchema,
  type RegistryEvent,
  registryEventSchema,
  type VersionRecord,
  versionRecordSchema,
} from './registry-record.ts';
// Rows
export {
  type Row,
  rowOf,
  selectRows,
  spreadRows,
  type Table,
  tableFromRows,
  type Value,
} from './table.ts';
export type {
  EncodedRows,
  Encoder,
  EncodingSettings,
  MeasuredColumn,
  Representation,
  TargetEncoder,
  Task,
} from './task.ts';
export {
  type ColumnPicture,
  columnPictureSchema,
  type ValidationReport,
  validationReportSchema,
} from './validation-report.ts';
export {
  type ClassWords,
  classWordsSchema,
  type Evaluation,
  evaluationSchema,
  type GateCheck,
  gateCheckSchema,
  type Mistake,
  mistakeSchema,
  type Verdict,
  verdictSchema,
} from './verdict.ts';
export { whyWithheld } from './why-withheld.ts';
