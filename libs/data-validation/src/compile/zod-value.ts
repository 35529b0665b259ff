import type { ContractColumn } from '@create-mlops/contracts';
import type { z } from 'zod';

/**
 * A cell as the contract is asked about it: a missing cell is `undefined` where the contract has the column optional
 * and `null` otherwise; a category is the value of the vocabulary with the same text.
 */
export function zodValue(cell: unknown, column: ContractColumn, schema: z.core.$ZodType): unknown {
  if (cell === null || cell === undefined) {
    return accepts(schema, undefined) ? undefined : null;
  }
  if (column.kind !== 'category') return cell;
  return column.categories?.find((category) => String(category) === String(cell)) ?? cell;
}

function accepts(schema: z.core.$ZodType, value: undefined): boolean {
  return schema._zod.optin !== undefined && value === undefined;
}
