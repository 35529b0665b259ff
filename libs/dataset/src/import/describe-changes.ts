import type { ColumnSummary, FileProfile } from './file-profile.ts';
import { isDateReading } from './reading.ts';

const separators: Readonly<Record<string, string>> = {
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
};
const encodings: Readonly<Record<string, string>> = {
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252 (Latin-1)',
};

/** What turning a file into canonical CSV changes, one full sentence each. */
export function describeChanges(profile: FileProfile): readonly string[] {
  const { dialect, columns, format } = profile;
  const changes: string[] = [];
  if (dialect === null) changes.push(`${format === 'jsonl' ? 'JSONL' : 'Parquet'} became CSV.`);
  else {
    const separator = separators[dialect.delimiter];
    if (separator !== undefined) changes.push(`The ${separator} between cells became commas.`);
    const encoding = encodings[dialect.encoding];
    if (encoding !== undefined) changes.push(`The characters became UTF-8 instead of ${encoding}.`);
    if (dialect.byteOrderMark) changes.push('The byte order mark went.');
    if (dialect.newline === 'cr' || dialect.newline === 'mixed') {
      changes.push('The line ends became line feeds.');
    }
    if (dialect.paddedCells) changes.push('The spaces around values went.');
    if (dialect.strayQuotes) changes.push('Values that contain quotes are quoted.');
    if (dialect.blankLines) changes.push('The empty lines went.');
  }
  const named = (fits: (column: ColumnSummary) => boolean): string =>
    columns
      .filter(fits)
      .map(({ name }) => name)
      .join(', ');
  const add = (names: string, what: string): void => {
    if (names !== '') changes.push(`${what} (${names}).`);
  };
  const isDecimalComma = ({ reading }: ColumnSummary) =>
    reading === 'comma' || reading === 'groupedByPoint';
  add(named(isDecimalComma), 'Decimal commas became points');
  const isGrouped = ({ reading }: ColumnSummary) => reading.startsWith('grouped');
  add(named(isGrouped), 'The signs between thousands went');
  const isRewrittenDate = ({ reading, canonical }: ColumnSummary) =>
    isDateReading(reading) && !canonical;
  add(named(isRewrittenDate), 'Dates became ISO 8601');
  const hasTokens = ({ missingTokens }: ColumnSummary) => missingTokens.length > 0;
  const tokens = [...new Set(columns.flatMap(({ missingTokens }) => missingTokens))].sort();
  add(named(hasTokens), `${tokens.join(', ')} became empty, which means missing`);
  return changes;
}
