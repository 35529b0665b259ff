import type { ContractColumn } from '@create-mlops/contracts';
import { quoteName, rawColumnName, unwrapColumn } from '@create-mlops/dataset';
import type { z } from 'zod';
import { compileNumberCheck, wholeNumberRule } from './compile-number.ts';
import { compileStringCheck } from './compile-string.ts';
import type { Rule, SqlRule } from './rule.ts';
import { literalSql } from './sql-literal.ts';
import { zodValue } from './zod-value.ts';

export type CheckDef = Readonly<Record<string, unknown>> & { readonly check?: string };

/** A compiled check; `null` where SQL cannot decide it; `[]` where it holds for every value. */
export type CompiledCheck = Omit<SqlRule, 'column' | 'how'>[] | null;

/**
 * The rules that the schema of one column demands. What SQL decides exactly as zod does becomes SQL; the rest becomes
 * one row rule that asks zod itself.
 */
export function compileColumn(column: ContractColumn, schema: z.core.$ZodType): Rule[] {
  const { schema: inner, meta } = unwrapColumn(schema);
  const cell = quoteName(column.name);
  const raw = quoteName(rawColumnName(column.name));
  const sqlRule = (rule: Omit<SqlRule, 'column' | 'how'>): SqlRule => ({
    ...rule,
    column: column.name,
    how: 'sql',
  });
  const rules: Rule[] = [typeRule(column, raw)].map(sqlRule);
  if (!column.nullable) {
    rules.push(
      sqlRule({
        check: 'nullability',
        reason: 'notNullable',
        expected: 'a value in every row',
        failing: 'without a value',
        violated: `${cell} IS NULL AND ${raw} IS NULL`,
        provedBy: ({ missing }) => missing === 0,
      }),
    );
  }
  let needsZod = hasOuterChecks(schema, inner);
  if (column.kind === 'category') rules.push(sqlRule(categoryRule(column, cell)));
  for (const def of checkDefs(inner)) {
    const compiled = compileCheck(def, column, cell);
    if (compiled === null) needsZod = true;
    else rules.push(...compiled.map(sqlRule));
  }
  if (meta.sql !== undefined) {
    rules.push(
      sqlRule({
        check: 'refinement',
        reason: 'refinementFailed',
        expected: meta.sql,
        failing: `where not ${meta.sql}`,
        violated: `NOT (${meta.sql})`,
      }),
    );
  } else if (needsZod) {
    rules.push({
      check: 'refinement',
      column: column.name,
      reason: 'refinementFailed',
      expected: 'what the contract refines',
      failing: 'refused by the contract',
      how: 'row',
      columns: [column.name],
      breaks: (row) =>
        !(schema as z.ZodType).safeParse(zodValue(row[column.name], column, schema)).success,
    });
  }
  return rules;
}

function compileCheck(def: CheckDef, column: ContractColumn, cell: string): CompiledCheck {
  if (column.kind === 'number' || column.kind === 'integer') return compileNumberCheck(def, cell);
  const isText = column.kind === 'text' || column.kind === 'timestamp' || column.kind === 'date';
  return isText ? compileStringCheck(def, column.kind, cell) : null;
}

function typeRule(column: ContractColumn, raw: string): Omit<SqlRule, 'column' | 'how'> {
  const noun = column.kind === 'integer' ? 'number' : column.kind;
  if (column.kind === 'integer') return wholeNumberRule(quoteName(column.name), raw);
  return {
    check: 'type',
    reason: 'wrongType',
    expected: `a ${noun}`,
    failing: `not a ${noun}`,
    violated: `${raw} IS NOT NULL`,
    heldBy: 'casts',
    provedBy: ({ invalid }) => invalid === 0,
  };
}

function categoryRule(column: ContractColumn, cell: string): Omit<SqlRule, 'column' | 'how'> {
  const categories = column.categories ?? [];
  const first = typeof categories[0];
  // A vocabulary of several types is read as text and compared as text.
  const isMixed = categories.some((value) => typeof value !== first);
  const values = categories.map((value) => literalSql(isMixed ? String(value) : value));
  const shown = categories.slice(0, 10).map(String).join(', ');
  return {
    check: 'categories',
    reason: 'notInSet',
    expected: `one of ${shown}${categories.length > 10 ? ', …' : ''}`,
    failing: 'outside the list',
    violated: `${cell} NOT IN (${values.join(', ')})`,
    provedBy: ({ counts, count }) =>
      counts !== null && [...counts.values()].reduce((sum, rows) => sum + rows, 0) === count,
  };
}

/** The checks of a node: its own, when it is a format such as z.int(), then those attached to it. */
function checkDefs(schema: z.core.$ZodType): CheckDef[] {
  const def = schema._zod.def as unknown as CheckDef & {
    readonly checks?: readonly z.core.$ZodCheck[];
    readonly coerce?: boolean;
  };
  const attached = (def.checks ?? []).map((check) => check._zod.def as unknown as CheckDef);
  return def.check === undefined ? attached : [def, ...attached];
}

/** Whether a wrapper or a pipe around the inner node refines or transforms, which the inner node does not show. */
function hasOuterChecks(schema: z.core.$ZodType, inner: z.core.$ZodType): boolean {
  for (let node = schema; node !== inner; ) {
    const def = node._zod.def as {
      readonly type: string;
      readonly checks?: readonly unknown[];
      readonly innerType?: z.core.$ZodType;
      readonly in?: z.core.$ZodType;
    };
    if ((def.checks ?? []).length > 0 || def.type === 'pipe') return true;
    const next = def.innerType ?? def.in;
    if (next === undefined) return false;
    node = next;
  }
  return false;
}
