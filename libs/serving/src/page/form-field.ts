import type { Value } from '@create-mlops/contracts';
import type { RequestColumn } from '../request/request-schema.ts';
import { type Html, html } from './html.ts';
import { imageField } from './image-field.ts';

/**
 * The form field of one column: a number with its bounds, a list of categories, a box to tick, a date. The page's script
 * reads it back into the column's own type.
 * @param id unique on the page.
 */
export function formField(
  column: RequestColumn,
  id: string,
  example: Value,
  options: { readonly isLong?: boolean } = {},
): Html {
  const { isLong = false } = options;
  const hint = hintOf(column);
  const described = html`aria-describedby="${id}-hint ${id}-wrong"`;
  const control = isLong
    ? html`<textarea id="${id}" name="${column.name}" data-kind="${column.kind}" rows="6" ${described}>${example === null ? '' : String(example)}</textarea>`
    : controlOf(column, { id, example, described });
  const label = html`<label for="${id}">${wordsOf(column.name)}</label>`;
  const notes = html`<span class="hint" id="${id}-hint">${hint}</span><span class="wrong" id="${id}-wrong"></span>`;
  return column.kind === 'boolean' && !column.nullable
    ? html`<div class="field check">${control}${label}${notes}</div>`
    : html`<div class="field${isLong ? ' wide' : ''}">${label}${control}${notes}</div>`;
}

/** A column's name as a person would say it. */
export function wordsOf(name: string): string {
  const words = name.replace(/[_\s]+/g, ' ').trim() || name;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function controlOf(
  column: RequestColumn,
  { id, example, described }: { id: string; example: Value; described: Html },
): Html {
  const common = html`id="${id}" name="${column.name}" data-kind="${column.kind}" ${described}`;
  const text = example === null ? '' : String(example);
  const bound = (name: string, value: number | undefined) =>
    value === undefined ? '' : html` ${name}="${value}"`;
  switch (column.kind) {
    case 'number':
    case 'integer':
      return html`<input type="number" ${common} step="${column.kind === 'integer' ? '1' : 'any'}"${bound('min', column.minimum)}${bound('max', column.maximum)} value="${text}">`;
    case 'boolean':
      if (!column.nullable) {
        return html`<input type="checkbox" ${common}${example === true ? html` checked` : ''}>`;
      }
      return selectOf(common, [true, false], example, ['yes', 'no']);
    case 'category': {
      const categories = column.categories ?? [];
      return selectOf(common, categories, example, categories.map(String), column.required);
    }
    case 'timestamp':
      return html`<input type="datetime-local" step="1" ${common} value="${text.slice(0, 19).replace(' ', 'T')}">`;
    case 'date':
      return html`<input type="date" ${common} value="${text.slice(0, 10)}">`;
    case 'image':
      return imageField(column, { id, common, text });
    case 'text':
      return html`<input type="text" autocomplete="off" ${common} value="${text}">`;
  }
}

/** Options carry their value as JSON, so that a category 1 comes back as a number. */
function selectOf(
  common: Html,
  values: readonly Value[],
  example: Value,
  words: readonly string[],
  isRequired = false,
): Html {
  const options = values.map((value, index) => {
    const selected = value === example ? html` selected` : '';
    return html`<option value="${JSON.stringify(value)}"${selected}>${words[index]}</option>`;
  });
  const none = isRequired ? '' : html`<option value="">not known</option>`;
  return html`<select ${common}>${none}${options}</select>`;
}

function hintOf({
  kind,
  minimum,
  maximum,
  required,
  description,
  nullable,
}: RequestColumn): string {
  const range =
    minimum !== undefined && maximum !== undefined
      ? `${say(minimum)} to ${say(maximum)}`
      : minimum !== undefined
        ? `from ${say(minimum)}`
        : maximum !== undefined
          ? `up to ${say(maximum)}`
          : '';
  // The field of a picture says itself what it takes.
  if (kind === 'image') return required ? '' : 'may be left out';
  const empty = required ? '' : nullable ? 'may be empty' : 'not needed';
  return [description ?? '', range, kind === 'timestamp' ? 'UTC' : '', empty]
    .filter(Boolean)
    .join(', ');
}

const say = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 6 });
