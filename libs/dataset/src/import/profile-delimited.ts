import { openByteSource } from './byte-source.ts';
import type { ColumnPlan } from './column-accumulator.ts';
import { detectDelimiter } from './detect-delimiter.ts';
import type { Dialect, Encoding, FileProfile } from './file-profile.ts';
import { ImportError } from './import-error.ts';
import type { FileHead } from './inspect-head.ts';
import type { ProfileOptions } from './profile-file.ts';
import { readHeader } from './read-header.ts';
import { NotUtf8, readRecords } from './read-records.ts';
import { QuoteError, type RecordCells, type RecordTraits } from './record-reader.ts';
import { RowProfiler } from './row-profiler.ts';
import { settlePlans, surveyPlans } from './settle-plans.ts';

const headRows = 1000;
/** A survey reads fewer rows of a wide table. */
const headCells = 50_000;

/** Profiles a CSV or TSV file; see `profileFile`. */
export async function profileDelimited(
  path: string,
  head: FileHead,
  options: ProfileOptions,
): Promise<FileProfile> {
  try {
    return await profileEncoded(path, head, head.encoding, options);
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    return profileEncoded(path, head, 'windows-1252', options);
  }
}

type Pass = {
  readonly profiler: RowProfiler;
  readonly traits: RecordTraits;
  readonly sha256: string;
  readonly bytes: number;
};

async function profileEncoded(
  path: string,
  head: FileHead,
  encoding: Encoding,
  options: ProfileOptions,
): Promise<FileProfile> {
  const delimiter = await detectDelimiter(path, encoding);
  try {
    return await profileSeparated(path, head, { encoding, delimiter, quotes: true }, options);
  } catch (error) {
    // Programs that separate by tabs seldom quote.
    if (!(error instanceof QuoteError) || delimiter !== '\t') throw error;
    return profileSeparated(path, head, { encoding, delimiter, quotes: false }, options);
  }
}

async function profileSeparated(
  path: string,
  head: FileHead,
  form: Form,
  options: ProfileOptions,
): Promise<FileProfile> {
  const { delimiter, encoding, quotes } = form;
  const run = (plans: readonly ColumnPlan[] | null, mostRows: number): Promise<Pass> =>
    readPass(path, head.name, { ...form, seed: options.seed ?? 7, plans, mostRows });
  const first = await run(null, headRows);
  const { pass, profiler } = await settlePlans(
    first.profiler,
    delimiter !== ',',
    async (plans) => {
      const next = await run(plans, Number.POSITIVE_INFINITY);
      return { pass: next, profiler: next.profiler };
    },
    options.like,
  );
  if (profiler.rows === 0) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `${head.name} has a header line and no rows.`,
      'Give a file with rows.',
    );
  }
  const { traits } = pass;
  const kinds = [traits.lf && 'lf', traits.crlf && 'crlf', traits.cr && 'cr'].filter(Boolean);
  const dialect: Dialect = {
    encoding,
    byteOrderMark: head.byteOrderMark,
    delimiter,
    quotes,
    newline: kinds.length > 1 ? 'mixed' : traits.crlf ? 'crlf' : traits.cr ? 'cr' : 'lf',
    paddedCells: traits.paddedCells,
    strayQuotes: traits.strayQuotes,
    blankLines: traits.blankLines,
  };
  const finished = profiler.finish();
  return {
    name: head.name,
    format: delimiter === '\t' ? 'tsv' : 'csv',
    dialect,
    encoding,
    bytes: pass.bytes,
    sha256: pass.sha256,
    ...finished,
    canonical: isCanonical(dialect) && finished.columns.every(({ canonical }) => canonical),
  };
}

function isCanonical(dialect: Dialect): boolean {
  const isPlain = !dialect.byteOrderMark && !dialect.paddedCells && !dialect.blankLines;
  const isCsv = dialect.encoding === 'utf-8' && dialect.delimiter === ',' && !dialect.strayQuotes;
  return isPlain && isCsv && (dialect.newline === 'lf' || dialect.newline === 'crlf');
}

type Form = Pick<Dialect, 'encoding' | 'delimiter' | 'quotes'>;

type PassOptions = Form & {
  readonly seed: number;
  readonly plans: readonly ColumnPlan[] | null;
  readonly mostRows: number;
};

async function readPass(path: string, fileName: string, options: PassOptions): Promise<Pass> {
  const { plans, mostRows, seed } = options;
  const source = openByteSource(path, options.encoding);
  let profiler: RowProfiler | null = null;
  let width = 0;
  try {
    const onRecord = (record: RecordCells): boolean => {
      if (profiler === null) {
        const cells: string[] = [];
        for (let index = 0; index < record.count; index++) {
          cells.push(record.bytes.toString('utf8', record.starts[index], record.ends[index]));
        }
        const names = readHeader(cells, fileName);
        width = names.length;
        profiler = new RowProfiler(names, plans ?? surveyPlans(width), seed);
        return true;
      }
      if (record.count !== width) throw ragged(fileName, record.line, width, record.count);
      profiler.addCells(record.bytes, record.starts, record.ends);
      return profiler.rows < Math.min(mostRows, plans === null ? headCells / width : mostRows);
    };
    const separator = options.delimiter.charCodeAt(0);
    const traits = await readRecords(source, separator, onRecord, { quotes: options.quotes });
    const found = assertHeader(profiler, fileName);
    return { profiler: found, traits, ...source.digest() };
  } finally {
    source.close();
  }
}

function assertHeader(profiler: RowProfiler | null, fileName: string): RowProfiler {
  if (profiler !== null) return profiler;
  throw new ImportError(
    'DATA_UNUSABLE',
    `${fileName} holds nothing but empty lines.`,
    'Give a file with a header line and rows.',
  );
}

function ragged(fileName: string, line: number, expected: number, found: number): ImportError {
  const cells = `${found} ${found === 1 ? 'cell' : 'cells'}`;
  return new ImportError(
    'DATA_UNUSABLE',
    `Line ${line} of ${fileName} has ${cells}, but the header names ${expected} columns.`,
    'Complete the line, or put quotes around text that contains the separator.',
  );
}
