// The contract of one row

// Derived columns and splits
export { addFeatures } from './add-features.ts';
// Reading files
export { type CellSql, cellSql } from './cell-sql.ts';
export { countRows } from './count-rows.ts';
// A model's data
export { type Dataset, type DatasetOptions, defineDataset } from './define-dataset.ts';
export { describeColumn } from './describe-column.ts';
export { describeContract } from './describe-contract.ts';
export { type FetchOptions, fetchFile } from './fetch-file.ts';
export { findNearTexts, NEAR_TEXT, type NearTextOptions } from './find-near-texts.ts';
export { hashFile } from './hash-file.ts';
export { hashValues } from './hash-values.ts';
export { locateImages } from './locate-images.ts';
export { type MomentSql, momentColumnName, momentSql } from './moment-sql.ts';
export { type Cell, type Database, type DatabaseOptions, openDatabase } from './open-database.ts';
export { plainText } from './plain-text.ts';
export { readSource, type Source, type SourceFormat } from './read-source.ts';
export { type ReadTableOptions, readTable } from './read-table.ts';
export { type FetchedBytes, fetchBytes } from './remote/fetch-bytes.ts';
export { fetchObject } from './remote/fetch-object.ts';
export { rawColumnName, sourceSql } from './source-sql.ts';
export { type RowSplits, splitRows } from './split-rows.ts';
export { type SplitSettings, splitSettingsSchema } from './split-settings.ts';
export { quoteName, quoteText } from './sql-quote.ts';
export { jaccard, type SignedTexts, signTexts } from './text-signatures.ts';
export { type UnwrappedColumn, unwrapColumn } from './unwrap-column.ts';
export { verifyLock } from './verify-lock.ts';
