import type { DatasetLock, Finding, ValidationReport } from '@create-mlops/contracts';
import { MlopsError } from '@create-mlops/contracts';
import { type Database, type Dataset, openDatabase } from '@create-mlops/dataset';
import type { Check, Judgement, PreparedCheck } from './check.ts';
import { drawColumns } from './draw-columns.ts';
import type { Evidence } from './evidence.ts';
import { gatherEvidence } from './gather-evidence.ts';
import type { InspectRows } from './inspect-rows.ts';
import { ROWS_SHOWN } from './need.ts';
import { reportSentence } from './report-sentence.ts';
import { prepareChecks, type ValidationSettings } from './settings.ts';

export type ValidateOptions = {
  /** The model's name, for the report. */
  readonly model: string;
  readonly dataset: Dataset;
  readonly settings?: ValidationSettings;
  /** Checks that are not in the registry, with their own defaults as settings. */
  readonly ownChecks?: readonly Check[];
  /** Opens the content that rows refer to, such as pictures; from the task. */
  readonly inspect?: InspectRows | undefined;
  /** The lock before this one, for checks that compare with it. */
  readonly previousLock?: DatasetLock | null;
  /** Default: a database of its own, closed afterwards. */
  readonly database?: Database;
};

/**
 * Holds the locked data against its contract and the checks. Bad data is a report with the verdict `fail`, not an
 * error. The report is the same, byte for byte, for the same data, contract and settings.
 *
 * @throws {MlopsError} LOCK_MISSING, FILE_NOT_FOUND, FILE_UNREADABLE, FORMAT_UNSUPPORTED, SETTINGS_INVALID.
 */
export async function validate(options: ValidateOptions): Promise<ValidationReport> {
  const { dataset, settings = {}, ownChecks = [], previousLock = null } = options;
  const checks = [...prepareChecks(settings), ...ownChecks.map((check) => check.prepare({}))];
  const lock = dataset.readLock();
  const database = options.database ?? (await openDatabase());
  const before = database.queryCount();
  // Bytes are hashed while rows are read. What is read counts only when the bytes are those of the lock.
  const gathering = gatherEvidence(
    database,
    dataset,
    { previousLock, inspect: options.inspect },
    checks,
  ).then(
    (evidence) => ({ evidence }),
    (cause: unknown) => ({ cause }),
  );
  try {
    const broken = await lockFinding(dataset);
    if (broken !== null) return report(options, lock, null, [broken], 0);
    const gathered = await gathering;
    if ('cause' in gathered) throw gathered.cause;
    const { evidence } = gathered;
    const findings = checks.flatMap((check) =>
      check.judge(evidence).map((judgement) => findingOf(check, judgement)),
    );
    return report(options, lock, evidence, findings, database.queryCount() - before);
  } catch (cause) {
    const unreadable = unreadableFinding(cause);
    if (unreadable === null) throw cause;
    return report(options, lock, null, [unreadable], database.queryCount() - before);
  } finally {
    await gathering;
    if (options.database === undefined) await database.close();
  }
}

function report(
  options: ValidateOptions,
  lock: DatasetLock,
  evidence: Evidence | null,
  findings: readonly Finding[],
  queries: number,
): ValidationReport {
  const { dataHash, contractHash } = options.dataset.hashes();
  const has = (status: Finding['status']) => findings.some((finding) => finding.status === status);
  const rows =
    evidence?.rowCount ??
    lock.files.reduce((sum, file) => sum + (file.part === 'data' ? file.rows : 0), 0);
  return {
    schemaVersion: 1,
    stage: 'validate',
    model: options.model,
    verdict: has('fail') ? 'fail' : has('warn') ? 'warn' : 'pass',
    sentence: reportSentence(rows, findings),
    dataHash,
    dataLabel: lock.label ?? null,
    contractHash,
    rows,
    bytes: lock.files.reduce((sum, file) => sum + file.bytes, 0),
    splitRows: evidence?.splitRows ?? { train: 0, validation: 0, test: 0 },
    queries,
    findings: [...findings],
    columns: evidence === null ? [] : drawColumns(evidence),
  };
}

function findingOf(check: PreparedCheck, judgement: Judgement): Finding {
  const { column, holds, reason, expected, received, count = 0, rows = [] } = judgement;
  return {
    check: check.name,
    column,
    status: holds === true ? 'pass' : holds === 'unsure' ? 'warn' : check.status,
    reason: holds === true ? null : reason,
    expected,
    received: holds === 'unsure' ? `${received}; too few rows to tell` : received,
    count,
    rows: rows.slice(0, ROWS_SHOWN),
  };
}

async function lockFinding(dataset: Dataset): Promise<Finding | null> {
  try {
    await dataset.verifyLock();
    return null;
  } catch (cause) {
    if (!(cause instanceof MlopsError) || cause.code !== 'LOCK_MISMATCH') throw cause;
    return {
      check: 'lock',
      column: null,
      status: 'fail',
      reason: 'lockMismatch',
      expected: 'the bytes that dataset.lock.json names',
      received: `${cause.message} ${cause.hint}`,
      count: 0,
      rows: [],
    };
  }
}

/** A line that DuckDB could not parse: the one thing that stops the scan. */
function unreadableFinding(cause: unknown): Finding | null {
  const message = cause instanceof Error ? cause.message : '';
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  const csv = /CSV Error on Line: (\d+)/.exec(message);
  const json = /Malformed JSON in file .* in line (\d+)/.exec(message);
  const line = Number((csv ?? json)?.[1] ?? 0);
  if (line === 0) return null;
  const detail = csv === null ? 'malformed JSON' : lines.slice(2, 3).join(' ');
  // In a CSV the header is the first line. Quoted line breaks would shift this, so it is said to be a line.
  const row = csv === null ? line : line - 1;
  return {
    check: 'readable',
    column: null,
    status: 'fail',
    reason: 'unreadableRow',
    expected: 'every line to have the fields that the header names',
    received: `line ${line} cannot be read: ${detail}`,
    count: 1,
    rows: row > 0 ? [row] : [],
  };
}
