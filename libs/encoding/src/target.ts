import {
  type ContractDescription,
  MlopsError,
  type Table,
  type TargetEncoder,
} from '@create-mlops/contracts';
import { mean, standardDeviation } from 'simple-statistics';
import { z } from 'zod';

export const targetStateSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('classification'),
    column: z.string(),
    classes: z.array(z.string()).min(2),
  }),
  z.object({
    kind: z.literal('regression'),
    column: z.string(),
    mean: z.number(),
    /** Population standard deviation of the training split. */
    std: z.number().positive(),
  }),
]);
/** What was fitted for the target: the classes of the contract, or the scale of a number. */
export type TargetState = z.infer<typeof targetStateSchema>;

/** @throws {MlopsError} TARGET_UNUSABLE when the training split holds one class only, or one value only. */
export function fitTarget(table: Table, contract: ContractDescription): TargetState {
  const column = contract.target;
  const values = table.columns[column] ?? [];
  if (contract.problem === 'regression') {
    const numbers = values.filter((value): value is number => Number.isFinite(value));
    const std = numbers.length === 0 ? 0 : standardDeviation(numbers);
    if (!(std > 0)) {
      throw new MlopsError(
        'TARGET_UNUSABLE',
        `The target ${column} has ${numbers.length === 0 ? 'no value' : `the same value (${numbers[0]}) in every row`} of the training split, so there is nothing to learn.`,
        'Check that contract.ts marks the right column with role `target`.',
      );
    }
    return { kind: 'regression', column, mean: mean(numbers), std };
  }
  const seen = new Set(values.filter((value) => value !== null).map(String));
  if (seen.size < 2) {
    throw new MlopsError(
      'TARGET_UNUSABLE',
      `The target ${column} has ${seen.size === 0 ? 'no value' : `only the class ${[...seen].join()}`} in the training split, so there is nothing to tell apart.`,
      'Check that contract.ts marks the right column with role `target`, and that the data holds rows of every class.',
    );
  }
  return { kind: 'classification', column, classes: [...contract.classes] };
}

/** The target's functions. Rows are counted from 1 in messages, as in every report. */
export function targetEncoder(state: TargetState): TargetEncoder {
  const { column } = state;
  const refuse = (row: number, value: unknown, expected: string): never => {
    throw new MlopsError(
      'DATA_INVALID',
      `The target ${column} is ${value === null || value === undefined ? 'missing' : JSON.stringify(value)} in row ${row + 1}; expected ${expected}.`,
      'Run `npm run pipeline`: the validate stage lists every such row. Rows without a target cannot be learned from.',
    );
  };
  if (state.kind === 'classification') {
    const indexOf = new Map(state.classes.map((name, index) => [name, index]));
    return {
      kind: 'classification',
      classes: state.classes,
      encode(table) {
        const values = table.columns[column];
        return Int32Array.from({ length: table.rowCount }, (_, row) => {
          const value = values?.[row] ?? null;
          const index = value === null ? undefined : indexOf.get(String(value));
          return index ?? refuse(row, value, `one of ${state.classes.join(', ')}`);
        });
      },
    };
  }
  const { mean: center, std } = state;
  return {
    kind: 'regression',
    encode(table) {
      const values = table.columns[column];
      return Float32Array.from({ length: table.rowCount }, (_, row) => {
        const value = values?.[row];
        if (typeof value !== 'number' || !Number.isFinite(value)) {
          return refuse(row, value, 'a number');
        }
        return (value - center) / std;
      });
    },
    decode: (output) => output.map((value) => value * std + center),
  };
}
