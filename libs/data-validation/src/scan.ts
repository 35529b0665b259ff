import type { Cell, Database } from '@create-mlops/dataset';
import type { Proof, RowsFound } from './need.ts';
import { lookSql, type ScanPart, scanSql } from './scan-sql.ts';

/** The answers of one aggregate scan, by the index of the part that asked. */
export type ScanAnswers = {
  readonly rowCount: number;
  readonly value: (index: number) => Cell;
  readonly rows: (index: number) => RowsFound;
};

/**
 * Asks all parts in one query. What the statistics prove of all rows (no age is below the smallest) is not asked of each.
 * Only where rows fail, or may, a second query looks which, and what the first of them show: to carry rows and values along
 * for the sake of failures that do not exist would cost more than all the rest.
 *
 * @param options.isNumbered whether rows carry their number (Parquet), so that they may be read in any order.
 * @param options.isProved given the values of the first query.
 */
export async function scan(
  database: Database,
  from: string,
  parts: readonly ScanPart[],
  options: {
    readonly isNumbered: boolean;
    readonly isProved: (proof: Proof, first: Pick<ScanAnswers, 'rowCount' | 'value'>) => boolean;
  },
): Promise<ScanAnswers> {
  const ask = options.isNumbered ? database.allUnordered : database.all;
  const [first = {}] = await ask(scanSql(from, parts));
  const rowCount = Number(first.n ?? 0);
  const value = (index: number) => first[`a${index}`] ?? null;

  const predicates = parts.flatMap((part, index) =>
    part.kind === 'predicate' ? [{ index, part }] : [],
  );
  const unproved = predicates.filter(
    ({ part: { provedBy } }) =>
      provedBy !== undefined && !options.isProved(provedBy, { rowCount, value }),
  );
  const known = predicates.flatMap(({ index, part: { shown: sql } }) => {
    const [row] = numbersIn(first[`r${index}`]);
    return row === undefined || sql === undefined ? [] : [{ index, row, sql }];
  });
  const isLookNeeded = unproved.length + known.length > 0;
  const [look = {}] = isLookNeeded ? await ask(lookSql(from, unproved, known)) : [];
  const answers = { ...first, ...look };
  return {
    rowCount,
    value,
    rows: (index) => {
      const shown = answers[`s${index}`];
      return {
        count: Number(answers[`a${index}`] ?? 0),
        rows: numbersIn(answers[`r${index}`]),
        first: typeof shown === 'string' ? shown : null,
      };
    },
  };
}

function numbersIn(cell: Cell | undefined): number[] {
  return Array.isArray(cell) ? cell.map(Number) : [];
}
