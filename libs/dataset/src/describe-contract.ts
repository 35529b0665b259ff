import {
  type ContractColumn,
  type ContractDescription,
  MlopsError,
  type Problem,
} from '@create-mlops/contracts';
import type { z } from 'zod';
import { describeColumn } from './describe-column.ts';

/**
 * A contract as plain data: the kind, role, bounds and vocabulary of each column, and what the target asks for.
 *
 * @throws {MlopsError} CONTRACT_INVALID when a column's type has no place in a file, when there is not exactly one
 * target, when there is no feature, or when the target cannot be predicted.
 * @example
 * describeContract(z.object({ age: z.int().min(18), churn: z.boolean().meta({ role: 'target' }) })).problem // 'binary'
 */
export function describeContract(row: z.ZodObject): ContractDescription {
  const columns = Object.entries(row.shape).map(([name, schema]) => describeColumn(name, schema));
  const targets = columns.filter((column) => column.role === 'target');
  const [target] = targets;
  if (target === undefined || targets.length > 1) {
    const named = targets.map((column) => `'${column.name}'`).join(' and ');
    throw new MlopsError(
      'CONTRACT_INVALID',
      target === undefined
        ? 'The contract has no column with the role `target`.'
        : `The contract has ${targets.length} targets: ${named}.`,
      "Mark exactly one column in contract.ts with `.meta({ role: 'target' })`.",
    );
  }
  if (!columns.some((column) => column.role === 'feature')) {
    throw new MlopsError(
      'CONTRACT_INVALID',
      'The contract has no feature: there is nothing to learn from.',
      "Give at least one column the role `feature`, with `.meta({ role: 'feature' })` or without any role.",
    );
  }
  const classes = classesOf(target);
  return { columns, target: target.name, problem: problemOf(target, classes), classes };
}

function classesOf(target: ContractColumn): string[] {
  if (target.kind === 'boolean') return ['false', 'true'];
  return (target.categories ?? []).map(String);
}

function problemOf(target: ContractColumn, classes: readonly string[]): Problem {
  if (target.kind === 'number' || target.kind === 'integer') return 'regression';
  if (classes.length === 2) return 'binary';
  if (classes.length > 2) return 'multiclass';
  throw new MlopsError(
    'CONTRACT_INVALID',
    classes.length === 1
      ? `The target '${target.name}' has one class, '${classes[0]}': there is nothing to tell apart.`
      : `The target '${target.name}' is a ${target.kind}; only numbers and closed vocabularies can be predicted.`,
    "List the classes with `z.enum(['no', 'yes'])`, or use a number for regression.",
  );
}
