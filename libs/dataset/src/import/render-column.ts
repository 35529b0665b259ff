import type { InferredColumn } from './inferred-contract.ts';
import {
  renderComment,
  renderKey,
  renderNumber,
  renderString,
  textWidth,
} from './render-literal.ts';

export const lineWidth = 100;
/** Beside a longer name the formatter's ways of breaking a line are not worth imitating. */
const longestKey = 30;

/** One call of a zod chain: its arguments on one line, and as an array of items where that may be broken. */
type Call = {
  readonly name: string;
  readonly argument: string;
  readonly items?: readonly string[];
};

/** The lines of one column in `z.object({ … })`: a comment with the evidence, then the schema. */
export function renderColumn(column: InferredColumn): readonly string[] {
  const comment = renderComment(column.evidence.join('; '), lineWidth - 5);
  const lines = comment === '' ? [] : [`  // ${comment}`];
  const key = renderKey(column.name);
  const [base, calls] = schemaCalls(column);
  const chain = calls.map(({ name, argument }) => `.${name}(${argument})`).join('');
  const oneLine = `  ${key}: ${base}${chain},`;
  if (textWidth(oneLine) <= lineWidth) return [...lines, oneLine];
  const [first] = calls;
  if (calls.length === 1 && first?.items !== undefined && key.length <= longestKey) {
    return [...lines, `  ${key}: ${base}.${first.name}([`, ...itemLines(first.items, 4), '  ]),'];
  }
  if (key.length > longestKey) {
    return [...lines, '  // biome-ignore format: the name is long', oneLine];
  }
  const broken = calls.flatMap((call, index) => {
    const end = index === calls.length - 1 ? ',' : '';
    const flat = `    .${call.name}(${call.argument})${end}`;
    if (call.items === undefined || textWidth(flat) <= lineWidth) return [flat];
    return [`    .${call.name}([`, ...itemLines(call.items, 6), `    ])${end}`];
  });
  return [...lines, `  ${key}: ${base}`, ...broken];
}

/** Words stand one a line; numbers fill lines. */
function itemLines(items: readonly string[], indent: number): readonly string[] {
  const margin = ' '.repeat(indent);
  if (!items.every((item) => /^-?[\d.]/.test(item)))
    return items.map((item) => `${margin}${item},`);
  const lines: string[] = [];
  let line = '';
  for (const item of items) {
    const longer = line === '' ? `${margin}${item},` : `${line} ${item},`;
    if (longer.length > lineWidth && line !== '') {
      lines.push(line);
      line = `${margin}${item},`;
    } else line = longer;
  }
  return [...lines, line];
}

function schemaCalls(column: InferredColumn): readonly [base: string, calls: readonly Call[]] {
  const [base, ...first] = kindCalls(column);
  const calls: Call[] = [...first];
  const { minimum, maximum, role, sensitive, pii } = column;
  if (minimum !== undefined) calls.push({ name: 'min', argument: renderNumber(minimum) });
  if (maximum !== undefined) calls.push({ name: 'max', argument: renderNumber(maximum) });
  if (column.nullable) calls.push({ name: 'nullable', argument: '' });
  const meta = [
    role === 'feature' ? '' : `role: '${role}'`,
    sensitive ? 'sensitive: true' : '',
    pii ? 'pii: true' : '',
  ].filter(Boolean);
  if (meta.length > 0) calls.push({ name: 'meta', argument: `{ ${meta.join(', ')} }` });
  return [base, calls];
}

function kindCalls({ kind, categories = [] }: InferredColumn): readonly [string, ...Call[]] {
  switch (kind) {
    case 'number':
      return ['z', { name: 'number', argument: '' }];
    case 'integer':
      return ['z', { name: 'int', argument: '' }];
    case 'boolean':
      return ['z', { name: 'boolean', argument: '' }];
    case 'text':
    case 'image':
      return ['z', { name: 'string', argument: '' }];
    case 'date':
      return ['z.iso', { name: 'date', argument: '' }];
    case 'timestamp':
      return ['z.iso', { name: 'datetime', argument: '{ local: true, offset: true }' }];
    case 'category': {
      const isWords = categories.every((value) => typeof value === 'string');
      const items = categories.map((value) =>
        typeof value === 'number' ? renderNumber(value) : renderString(value),
      );
      const name = isWords ? 'enum' : 'literal';
      return ['z', { name, argument: `[${items.join(', ')}]`, items }];
    }
  }
}
