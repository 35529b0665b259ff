import { constants } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { CanonicalWriter } from './canonical-writer.ts';
import { cellConverter } from './convert-cells.ts';
import { describeChanges } from './describe-changes.ts';
import type { FileProfile } from './file-profile.ts';
import { ImportError } from './import-error.ts';
import type { InferredContract } from './inferred-contract.ts';
import { isMissingToken } from './missing-token.ts';
import { readCells } from './read-cells.ts';
import { hashFile } from './read-parquet-rows.ts';
import { retryRename } from './retry-rename.ts';

export type ImportedFile = {
  /** Where the file lies now. */
  readonly path: string;
  readonly format: 'csv' | 'jsonl' | 'parquet';
  readonly sha256: string;
  readonly bytes: number;
  /** Data rows. */
  readonly rows: number;
  /** False when the bytes are those of the source. */
  readonly converted: boolean;
  /** What conversion changed, one sentence each; empty for a copy. */
  readonly changes: readonly string[];
  /** The bytes found at the source. */
  readonly source: { readonly sha256: string; readonly bytes: number };
};

export type ImportOptions = {
  /** What the columns are for: rows without a target are then left out. */
  readonly inferred?: Pick<InferredContract, 'target'>;
  /** File name at the destination; by default the source's, made safe, with `.csv` after a conversion. */
  readonly name?: string;
};

/**
 * Takes a profiled file into a folder: a canonical file byte for byte, anything else as canonical CSV (UTF-8,
 * commas, header, '.' decimals, ISO 8601 dates, empty = missing), streaming. The file appears complete or not
 * at all.
 *
 * @throws {ImportError} DATA_UNUSABLE when the source is no longer what was profiled
 */
export async function importFile(
  source: string,
  destination: string,
  profile: FileProfile,
  options: ImportOptions = {},
): Promise<ImportedFile> {
  const { inferred } = options;
  const target = profile.columns.findIndex(({ name }) => name === inferred?.target);
  const summary = profile.columns[target];
  const withoutTarget = summary?.missing ?? 0;
  const converted = !profile.canonical || withoutTarget > 0;
  await mkdir(destination, { recursive: true });
  const path = join(destination, options.name ?? safeName(profile, converted));
  const temporary = `${path}.part`;
  try {
    const result = converted
      ? await convert(source, temporary, profile, target)
      : await copy(source, temporary, profile);
    await retryRename(temporary, path);
    const changes = converted ? [...describeChanges(profile)] : [];
    if (withoutTarget > 0) {
      changes.push(`${withoutTarget} rows without a value of ${summary?.name} were left out.`);
    }
    const { sha256, bytes } = profile;
    return { path, ...result, converted, changes, source: { sha256, bytes } };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

type Written = Pick<ImportedFile, 'format' | 'sha256' | 'bytes' | 'rows'>;

async function copy(source: string, to: string, profile: FileProfile): Promise<Written> {
  await copyFile(source, to, constants.COPYFILE_FICLONE);
  const { sha256, bytes } = await hashFile(to);
  if (sha256 !== profile.sha256) throw changed(profile);
  const format = profile.format === 'tsv' ? 'csv' : profile.format;
  return { format, sha256, bytes, rows: profile.rows };
}

async function convert(
  source: string,
  to: string,
  profile: FileProfile,
  target: number,
): Promise<Written> {
  const converters = profile.columns.map(cellConverter);
  const isMissing = missingTest(profile, target);
  const writer = new CanonicalWriter(to);
  let read = 0;
  try {
    for (const { name } of profile.columns) writer.addText(name);
    writer.endRow();
    await readCells(source, profile, (bytes, starts, ends) => {
      read++;
      if (isMissing(bytes, starts, ends)) return;
      for (let index = 0; index < converters.length; index++) {
        converters[index]?.(writer, bytes, starts[index] ?? 0, ends[index] ?? 0);
      }
      writer.endRow();
    });
  } catch (error) {
    writer.abandon();
    throw error;
  }
  const digest = writer.finish();
  if (read !== profile.rows) throw changed(profile);
  return { format: 'csv', ...digest, rows: writer.rows - 1 };
}

function missingTest(
  profile: FileProfile,
  target: number,
): (bytes: Buffer, starts: Int32Array, ends: Int32Array) => boolean {
  const column = profile.columns[target];
  if (column === undefined || column.missing === 0) return () => false;
  const hasTokens = column.missingTokens.length > 0;
  return (bytes, starts, ends) => {
    const start = starts[target] ?? 0;
    const end = ends[target] ?? 0;
    return start >= end || (hasTokens && isMissingToken(bytes, start, end));
  };
}

function safeName(profile: FileProfile, converted: boolean): string {
  const extension = extname(profile.name);
  const stem = basename(profile.name, extension)
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  const format = converted || profile.format === 'tsv' ? 'csv' : profile.format;
  return `${stem === '' ? 'data' : stem}.${format}`;
}

function changed(profile: FileProfile): ImportError {
  return new ImportError(
    'DATA_UNUSABLE',
    `${profile.name} changed while it was being read.`,
    'Run the command again when nothing writes to the file.',
  );
}
