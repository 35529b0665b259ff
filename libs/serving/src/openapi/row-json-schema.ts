import type { Row } from '@create-mlops/contracts';
import { z } from 'zod';
import type { ServingVersion } from '../model/model-slot.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What `.meta()` says to the stages and not to callers. */
const internalMeta = ['role', 'sensitive', 'pii', 'sql', 'image', 'computedFrom'];

/** zod's patterns for dates take hundreds of characters and say less than the word. */
const longestPattern = 100;

/** The JSON schema of a request's row, from the same zod schema that judges it, with an example from training. */
export function rowJsonSchema({ request, samples }: ServingVersion): JsonSchema {
  const kinds = new Map(request.columns.map((column) => [column.name, column]));
  const schema = z.toJSONSchema(request.schema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      for (const key of internalMeta) delete jsonSchema[key];
      const { pattern } = jsonSchema;
      if (typeof pattern === 'string' && pattern.length > longestPattern) delete jsonSchema.pattern;
    },
  });
  delete schema.$schema;
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const column = kinds.get(name);
    const example = exampleOf(samples.rows, name);
    return [
      name,
      {
        ...(typeof property === 'object' ? property : {}),
        ...(column === undefined ? {} : { description: describe(column) }),
        ...(example === undefined ? {} : { examples: [example] }),
      },
    ] as const;
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

function describe({
  kind,
  description,
  required,
  role,
}: ServingVersion['request']['columns'][number]): string {
  const form =
    kind === 'timestamp'
      ? 'ISO 8601, as 2026-01-31T12:00:00Z'
      : kind === 'date'
        ? 'ISO 8601, as 2026-01-31'
        : kind === 'image'
          ? 'a picture as base64, or as a data URL'
          : '';
  const use = role === 'feature' || required ? '' : `not used by the model (${role})`;
  return [description ?? '', form, use].filter(Boolean).join('; ');
}

function exampleOf(rows: readonly Row[], name: string): unknown {
  return rows.map((row) => row[name]).find((value) => value !== null && value !== undefined);
}

/** A row that may be sent as it is. */
export function exampleRow({ request, samples }: ServingVersion): Row {
  const row = samples.rows[0] ?? {};
  return Object.fromEntries(
    request.columns
      .filter(({ name, role, required }) => {
        const value = row[name];
        return value !== undefined && value !== null && (required || role === 'feature');
      })
      .map(({ name }) => [name, row[name] ?? null]),
  );
}
