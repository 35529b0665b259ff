import type { ColumnMeta } from '@create-mlops/contracts';
import type { z } from 'zod';

/** A column's schema without its wrappers: the node that decides its values, and what the wrappers said. */
export type UnwrappedColumn = {
  readonly schema: z.core.$ZodType;
  readonly nullable: boolean;
  readonly meta: ColumnMeta & { readonly description?: string };
};

type Wrapped = { readonly innerType?: z.core.$ZodType; readonly in?: z.core.$ZodType };

const nullableWrappers = new Set(['optional', 'nullable', 'default', 'prefault', 'catch']);
const transparentWrappers = new Set(['readonly', 'nonoptional', 'success']);

/**
 * Takes optional, nullable, default, catch, readonly and the input side of a pipe off a schema. What `.meta()` says
 * is gathered on the way; an outer wrapper wins over an inner one.
 *
 * @example unwrapColumn(z.number().meta({ role: 'id' }).nullable()) // { schema: ZodNumber, nullable: true, meta: { role: 'id' } }
 */
export function unwrapColumn(schema: z.core.$ZodType): UnwrappedColumn {
  let node = schema;
  let nullable = false;
  let meta: UnwrappedColumn['meta'] = {};
  for (;;) {
    meta = { ...metaOf(node), ...meta };
    const type = node._zod.def.type;
    const { innerType, in: input } = node._zod.def as Wrapped;
    if (nullableWrappers.has(type) && innerType !== undefined) {
      nullable = true;
      node = innerType;
    } else if (transparentWrappers.has(type) && innerType !== undefined) {
      node = innerType;
    } else if (type === 'pipe' && input !== undefined) {
      node = input;
    } else {
      const values = node._zod.values;
      return { schema: node, nullable: nullable || values?.has(null) === true, meta };
    }
  }
}

function metaOf(schema: z.core.$ZodType): UnwrappedColumn['meta'] {
  const read = (schema as { meta?: () => UnwrappedColumn['meta'] | undefined }).meta;
  return typeof read === 'function' ? (read.call(schema) ?? {}) : {};
}
