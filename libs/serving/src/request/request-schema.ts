import {
  type ContractColumn,
  type ContractDescription,
  MlopsError,
  whyWithheld,
} from '@create-mlops/contracts';
import { z } from 'zod';

/** What a request's row looks like: the contract without what the model must not see. */
export type RequestSchema = {
  /** Strict: a column that the contract does not have is refused. */
  readonly schema: z.ZodObject;
  /** Columns of a request, in contract order. */
  readonly columns: readonly RequestColumn[];
  /** Names of the columns that the prediction log blanks. */
  readonly personal: readonly string[];
  /** Columns of the contract that a request leaves out, with the reason. */
  readonly withheld: ReadonlyMap<string, string>;
};

export type RequestColumn = ContractColumn & {
  /** False when a request may leave the column out; it then counts as missing. */
  readonly required: boolean;
};

/**
 * The contract as a request must fulfil it. Target, leak and computed columns are not part of it; ids, timestamps, groups and
 * sensitive columns may be left out unless a derived feature reads them; nullable columns may be left out, too.
 *
 * @param read names of the columns that derived features read.
 * @throws {MlopsError} CONTRACT_INVALID when contract.ts lacks a column that the model was trained with.
 */
export function requestSchema(
  row: z.ZodObject,
  contract: ContractDescription,
  read: ReadonlySet<string>,
): RequestSchema {
  const columns: RequestColumn[] = [];
  const withheld = new Map<string, string>();
  const shape: Record<string, z.core.$ZodType> = {};
  for (const column of contract.columns) {
    const reason = whyWithheld(column);
    if (reason !== null) {
      withheld.set(column.name, reason);
      continue;
    }
    const schema = row.shape[column.name];
    if (schema === undefined) {
      if (column.role !== 'feature') continue;
      throw new MlopsError(
        'CONTRACT_INVALID',
        `The model was trained with the column '${column.name}', which contract.ts no longer has.`,
        'Train again with `npm run pipeline`, or restore the contract.ts of that training.',
      );
    }
    const required = !column.nullable && (column.role === 'feature' || read.has(column.name));
    shape[column.name] = required ? schema : z.nullish(schema);
    columns.push({ ...column, required });
  }
  // Only the columns' own rules: a rule over the whole row may speak of the target, which a request does not have.
  const personal = columns.filter(({ pii }) => pii).map(({ name }) => name);
  return { schema: z.strictObject(shape), columns, personal, withheld };
}
