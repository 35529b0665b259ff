import type { ModelSlot } from '../model/model-slot.ts';
import { predictionSchema, refusalSchema } from '../routes/answer-schema.ts';
import { describedRoutes, type RouteDescription } from './described-routes.ts';
import { exampleRow, type JsonSchema, rowJsonSchema } from './row-json-schema.ts';

/** One operation of the document, as far as the rendered page reads it. */
export type Operation = {
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: 'path';
    readonly required: true;
    readonly schema: JsonSchema;
    readonly description: string;
  }[];
  readonly requestBody?: {
    readonly required: true;
    readonly content: Readonly<
      Record<string, { readonly schema: JsonSchema; readonly example?: unknown }>
    >;
  };
  readonly responses: Readonly<Record<string, unknown>>;
};

export type OpenApiDocument = {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
};

/** The service as an OpenAPI 3.1 document. Requests are described by the contract of the version that serves now. */
export function openApiDocument(slots: readonly ModelSlot[]): OpenApiDocument {
  const schemas: Record<string, JsonSchema> = {
    Prediction: predictionSchema,
    Refusal: refusalSchema,
  };
  const paths: Record<string, Record<string, Operation>> = {};
  const add = (method: string, path: string, operation: Operation) => {
    paths[path] = { ...paths[path], [method]: operation };
  };
  for (const slot of slots) {
    const { name } = slot.model;
    const component = `${name.replace(/[^\w.-]/g, '_')}.Row`;
    const serving = slot.serving();
    schemas[component] =
      serving === null
        ? { type: 'object', description: 'Known once a version is in production.' }
        : rowJsonSchema(serving);
    const operation = predictOperation(
      name,
      { $ref: `#/components/schemas/${component}` },
      serving === null ? undefined : exampleRow(serving),
      serving?.request.columns.find(({ kind }) => kind === 'image')?.name,
    );
    add('post', `/models/${name}/predict`, operation);
    if (slots.length === 1) {
      add('post', '/predict', { ...operation, summary: `The same for the only model, ${name}` });
    }
  }
  for (const route of describedRoutes) add(route.method, route.path, operationOf(route));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Prediction service',
      version: slots
        .map((slot) => `${slot.model.name} ${slot.serving()?.version ?? 'none'}`)
        .join(', '),
      description:
        'Answers predictions. The request schemas follow from the contract of each model.',
    },
    paths,
    components: { schemas },
  };
}

const json = (schema: JsonSchema, example?: unknown) => ({
  'application/json': { schema, ...(example === undefined ? {} : { example }) },
});
const refusal = (description: string) => ({
  description,
  content: json({ $ref: '#/components/schemas/Refusal' }),
});

function predictOperation(
  name: string,
  row: JsonSchema,
  example: unknown,
  image?: string,
): Operation {
  const rows = { type: 'array', items: row };
  return {
    tags: ['Predict'],
    summary: `Predict with ${name}`,
    description:
      'One row (an object) is answered by one object. A list of rows, or {"rows": [...]}, is answered by `predictions`, one per row in the same order. Columns that may be missing can be left out.',
    requestBody: {
      required: true,
      content: {
        ...json(
          {
            anyOf: [row, rows, { type: 'object', required: ['rows'], properties: { rows } }],
          },
          example,
        ),
        ...(image === undefined ? {} : pictureBodies(image)),
      },
    },
    responses: {
      200: {
        description: 'The answer',
        content: json({ $ref: '#/components/schemas/Prediction' }),
      },
      400: refusal('The request does not fulfil the contract; every problem with its path'),
      413: refusal('The request is too large'),
      415: refusal('The request is not JSON'),
      503: refusal('No version of the model answers'),
    },
  };
}

/** A picture as a file of a form, several for several rows; or as the whole body. */
function pictureBodies(column: string) {
  const file = { type: 'string', format: 'binary' };
  return {
    'multipart/form-data': { schema: { type: 'object', properties: { [column]: file } } },
    'image/*': { schema: file },
  };
}

function operationOf({ tag, path, summary, answer, type }: RouteDescription): Operation {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return {
    tags: [tag],
    summary,
    ...(names.length === 0
      ? {}
      : {
          parameters: names.map((name) => ({
            name,
            in: 'path' as const,
            required: true as const,
            schema: { type: 'string' },
            description: name === 'name' ? 'The model' : 'The version that serves',
          })),
        }),
    ...(path.endsWith('/infer')
      ? { requestBody: { required: true as const, content: json({ type: 'object' }) } }
      : {}),
    responses: {
      200: {
        description: answer,
        content: { [type ?? 'application/json']: { schema: type ? { type: 'string' } : {} } },
      },
      ...(names.length > 0 ? { 404: refusal('There is no such model') } : {}),
    },
  };
}
