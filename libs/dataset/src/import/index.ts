// Taking a file in
export { buildLock, type LockOptions } from './build-lock.ts';
// Texts
export { describeTexts, type TextFacts } from './describe-texts.ts';
// What it holds
export type { ColumnSummary, Dialect, FileProfile, RowSample, ValueCount } from './file-profile.ts';
// Pictures
export { imageIndexCsv } from './images/image-index.ts';
export { folderHash, imageIndexes, imageLock } from './images/image-lock.ts';
export { type FoundImage, type ImageFile, type ImageSet, indexNames } from './images/image-set.ts';
export {
  type InferredImages,
  inferImageContract,
  renderImageContract,
} from './images/infer-image-contract.ts';
export { readImageSet } from './images/read-image-set.ts';
export { type Relocked, type RelockOptions, relockImages } from './images/relock-images.ts';
export { ImportError, type ImportErrorCode } from './import-error.ts';
export { type ImportedFile, type ImportOptions, importFile } from './import-file.ts';
// What its columns are for
export { type InferOptions, inferContract } from './infer-contract.ts';
export type {
  InferredColumn,
  InferredContract,
  InferredLimit,
  InferredLimits,
} from './inferred-contract.ts';
export { type ProfileOptions, profileFile } from './profile-file.ts';
export {
  cleanText,
  type LabelledText,
  readTexts,
  type TextOptions,
  type TextSource,
} from './read-texts.ts';
export { type RenderOptions, renderContract } from './render-contract.ts';
export { sourceLocation } from './source-location.ts';
export { type TakenTexts, takeInTexts, writeTexts } from './take-in-texts.ts';
