import type { ContractDescription } from '@create-mlops/contracts';
import { cellSql } from './cell-sql.ts';
import { momentColumnName, momentSql } from './moment-sql.ts';
import type { Source } from './read-source.ts';
import { quoteName, quoteText } from './sql-quote.ts';

/** The column of `sourceSql` that holds a cell's text where it does not cast, and NULL everywhere else. */
export function rawColumnName(name: string): string {
  return `__raw_${name}`;
}

/**
 * A SELECT of the contract's columns that the file has: `__row` (1-based, in file order), each column typed under its
 * own name, and `__raw_<name>` beside it with the text of a cell that does not cast. Columns that the file lacks are
 * left out; `columns` narrows the selection further, and `moments` adds `__moment_<name>` for timestamps and dates.
 */
export function sourceSql(
  source: Source,
  description: ContractDescription,
  options: { readonly columns?: readonly string[]; readonly moments?: boolean } = {},
): string {
  const found = new Map(source.columns.map((column) => [column.name, column.type]));
  const wanted = options.columns;
  const cells = description.columns.flatMap((column) => {
    const type = found.get(column.name);
    if (type === undefined || wanted?.includes(column.name) === false) return [];
    const { value, raw } = cellSql(column, source.format, type);
    const moment = options.moments === true ? momentSql(column, source.format, type) : null;
    return [
      `${value} AS ${quoteName(column.name)}`,
      `${raw} AS ${quoteName(rawColumnName(column.name))}`,
      ...(moment === null
        ? []
        : [`${moment.value} AS ${quoteName(momentColumnName(column.name))}`]),
    ];
  });
  return `SELECT ${[`${rowSql(source)} AS __row`, ...cells].join(', ')} FROM ${readerSql(source)}`;
}

function rowSql(source: Source): string {
  return source.format === 'parquet' ? 'file_row_number + 1' : 'row_number() OVER ()';
}

/** The table function that reads a source, for a FROM clause. */
export function readerSql(source: Source): string {
  const path = quoteText(source.path);
  if (source.format === 'parquet') return `read_parquet(${path}, file_row_number = true)`;
  const columns = source.columns
    .map((column) => `${quoteText(column.name)}: '${column.type}'`)
    .join(', ');
  if (source.format === 'jsonl') {
    return `read_json(${path}, format = 'newline_delimited', columns = {${columns}})`;
  }
  const options = `auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = ''`;
  return `read_csv(${path}, columns = {${columns}}, ${options}, strict_mode = true, encoding = 'utf-8')`;
}
