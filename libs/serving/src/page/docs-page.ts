import type { OpenApiDocument, Operation } from '../openapi/openapi-document.ts';
import type { JsonSchema } from '../openapi/row-json-schema.ts';
import { createPage, type Html, html, type Page } from './html.ts';

/** The OpenAPI document as a page to read. */
export function docsPage(document: OpenApiDocument): Page {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  const body = html`<header><h1>${document.info.title}</h1><nav><a href="/">Try it</a><a href="/openapi.json">openapi.json</a></nav></header>
<main>
<p class="soft">${document.info.description} Serving: ${document.info.version}.</p>
${tags.map(
  (tag) =>
    html`<section><h3>${tag}</h3><div class="stack tight">${operations
      .filter(({ operation }) => operation.tags.includes(tag))
      .map(({ path, method, operation }, index) =>
        operationHtml({ path, method, operation }, document, tag === 'Predict' && index === 0),
      )}</div></section>`,
)}
</main>
<footer></footer>`;
  return createPage({ title: `${document.info.title}: API`, body });
}

function operationHtml(
  entry: { readonly path: string; readonly method: string; readonly operation: Operation },
  document: OpenApiDocument,
  isOpen: boolean,
): Html {
  const { path, method, operation } = entry;
  const content = operation.requestBody?.content['application/json'];
  return html`<details class="card operation"${isOpen ? html` open` : ''}>
<summary><span class="method ${method}">${method.toUpperCase()}</span><code>${path}</code><span class="soft">${operation.summary}</span></summary>
<div>
${operation.description === undefined ? '' : html`<p>${operation.description}</p>`}
${content === undefined ? '' : requestHtml(path, content, document)}
<h3>Answers</h3>
${responsesHtml(operation.responses)}
</div>
</details>`;
}

function requestHtml(
  path: string,
  content: { readonly schema: JsonSchema; readonly example?: unknown },
  document: OpenApiDocument,
): Html {
  const row = rowOf(content.schema, document);
  const example = content.example;
  return html`${row === null ? '' : html`<h3>One row</h3>${columnsHtml(row)}`}
${
  example === undefined
    ? ''
    : html`<h3>Example</h3><pre><code>curl -s http://127.0.0.1:3000${path} \\
  -H 'content-type: application/json' \\
  -d '${JSON.stringify(example).replaceAll("'", "'\\''")}'</code></pre>`
}`;
}

/** The schema of a row behind `anyOf: [{ $ref }, …]`. */
function rowOf(schema: JsonSchema, document: OpenApiDocument): JsonSchema | null {
  const { anyOf } = schema;
  const first: unknown = Array.isArray(anyOf) ? anyOf[0] : undefined;
  if (!isObject(first) || typeof first.$ref !== 'string') return null;
  return document.components.schemas[first.$ref.split('/').at(-1) ?? ''] ?? null;
}

function columnsHtml(row: JsonSchema): Html {
  const required = Array.isArray(row.required) ? row.required : [];
  const properties = isObject(row.properties) ? Object.entries(row.properties) : [];
  return html`<div class="scroll"><table>
<thead><tr><th>column</th><th>type</th><th>allowed</th><th></th></tr></thead>
<tbody>${properties.map(([name, property]) => {
    const one = isObject(property) ? property : {};
    const inner = withoutNull(one);
    const note = [
      required.includes(name) ? 'required' : 'may be left out',
      typeof one.description === 'string' ? one.description : '',
    ];
    return html`<tr><td><code>${name}</code></td><td>${typeOf(inner)}</td><td>${allowedBy(inner)}</td><td class="soft">${note.filter(Boolean).join('; ')}</td></tr>`;
  })}</tbody>
</table></div>`;
}

function withoutNull(property: JsonSchema): JsonSchema {
  const { anyOf } = property;
  if (!Array.isArray(anyOf)) return property;
  const rest: unknown[] = anyOf.filter((one) => isObject(one) && one.type !== 'null');
  const [only] = rest;
  return rest.length === 1 && isObject(only) ? withoutNull(only) : property;
}

function typeOf({ type }: JsonSchema): string {
  return typeof type === 'string' ? type : Array.isArray(type) ? type.join(' or ') : 'any of these';
}

function allowedBy(schema: JsonSchema): string {
  const { enum: values, const: only, pattern } = schema;
  if (Array.isArray(values)) return values.map(String).join(', ');
  if (only !== undefined) return String(only);
  if (typeof pattern === 'string') return pattern;
  return limitsOf(schema);
}

function limitsOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  const lower = limit(minimum, '≥') || limit(exclusiveMinimum, '>');
  const upper = limit(maximum, '≤') || limit(exclusiveMaximum, '<');
  return [lower, upper].filter(Boolean).join(', ');
}

/** Limits that only say what a whole number in JavaScript is are no limits of the contract. */
function limit(value: unknown, sign: string): string {
  const isOwn = typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  return isOwn ? `${sign} ${value.toLocaleString('en-US', { maximumFractionDigits: 6 })}` : '';
}

function responsesHtml(responses: Readonly<Record<string, unknown>>): Html {
  return html`<dl>${Object.entries(responses).map(([status, response]) => {
    const text = isObject(response) ? response.description : '';
    return html`<dt>${status}</dt><dd>${typeof text === 'string' ? text : ''}</dd>`;
  })}</dl>`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
