import { type ColumnKind, type ContractColumn, MlopsError } from '@create-mlops/contracts';
import type { z } from 'zod';
import { unwrapColumn } from './unwrap-column.ts';

type Bounds = { readonly minimum?: number; readonly maximum?: number };
type CheckDef = {
  readonly check?: string;
  readonly format?: string;
  readonly value?: unknown;
};

/** One column of a contract as plain data. @throws {MlopsError} CONTRACT_INVALID for a type that no file can hold. */
export function describeColumn(name: string, column: z.core.$ZodType): ContractColumn {
  const { schema, nullable, meta } = unwrapColumn(column);
  const kind = meta.image === undefined ? kindOf(name, schema) : 'image';
  const numeric = kind === 'number' || kind === 'integer';
  return {
    name,
    kind,
    role: meta.role ?? 'feature',
    nullable,
    sensitive: meta.sensitive === true || meta.role === 'sensitive',
    pii: meta.pii === true,
    ...(numeric ? boundsOf(schema) : {}),
    ...(kind === 'category' ? { categories: categoriesOf(schema) } : {}),
    ...(meta.computedFrom === undefined ? {} : { computedFrom: meta.computedFrom }),
    ...(meta.image === undefined ? {} : { image: meta.image }),
    ...(meta.description === undefined ? {} : { description: meta.description }),
  };
}

function kindOf(name: string, schema: z.core.$ZodType): ColumnKind {
  if (categoriesOf(schema).length > 0) return 'category';
  const formats = formatsOf(schema);
  switch (schema._zod.def.type) {
    case 'number':
      return formats.some((format) => /int/.test(format)) ? 'integer' : 'number';
    case 'boolean':
      return 'boolean';
    case 'string':
      if (formats.includes('datetime')) return 'timestamp';
      return formats.includes('date') ? 'date' : 'text';
    default:
      throw new MlopsError(
        'CONTRACT_INVALID',
        `Column '${name}' is a zod ${schema._zod.def.type}; a file's cell cannot hold one.`,
        'Use z.number(), z.int(), z.boolean(), z.enum([…]), z.literal([…]), z.string(), z.iso.datetime() or z.iso.date().',
      );
  }
}

function categoriesOf(schema: z.core.$ZodType): (string | number | boolean)[] {
  if (schema._zod.def.type === 'boolean') return [];
  return [...(schema._zod.values ?? [])].filter(
    (value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
  );
}

function checkDefs(schema: z.core.$ZodType): CheckDef[] {
  const def = schema._zod.def as CheckDef & { readonly checks?: readonly z.core.$ZodCheck[] };
  return [def, ...(def.checks ?? []).map((check) => check._zod.def as CheckDef)];
}

function formatsOf(schema: z.core.$ZodType): string[] {
  return checkDefs(schema).flatMap((def) => (typeof def.format === 'string' ? [def.format] : []));
}

function boundsOf(schema: z.core.$ZodType): Bounds {
  const values = (check: string) =>
    checkDefs(schema).flatMap((def) =>
      def.check === check && typeof def.value === 'number' ? [def.value] : [],
    );
  const lower = values('greater_than');
  const upper = values('less_than');
  return {
    ...(lower.length > 0 ? { minimum: Math.max(...lower) } : {}),
    ...(upper.length > 0 ? { maximum: Math.min(...upper) } : {}),
  };
}
