import { open } from 'node:fs/promises';

const BLOCK_BYTES = 65_536;
const HEADER_LIMIT_BYTES = 16 * 2 ** 20;

/**
 * The column names in the first line of a canonical CSV; a quoted name may hold commas and line breaks.
 *
 * @returns no names for an empty file.
 */
export async function readCsvHeader(path: string): Promise<string[]> {
  const file = await open(path, 'r');
  try {
    const decoder = new TextDecoder('utf-8');
    let text = '';
    for (let position = 0; position < HEADER_LIMIT_BYTES; ) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(BLOCK_BYTES), {
        position,
      });
      position += bytesRead;
      text += decoder.decode(buffer.subarray(0, bytesRead), { stream: bytesRead > 0 });
      const names = parseHeader(text, bytesRead === 0);
      if (names !== null) return names;
    }
    return [];
  } finally {
    await file.close();
  }
}

/** The fields of the first record, or `null` when the text ends before the record does. */
function parseHeader(text: string, isWhole: boolean): string[] | null {
  if (text === '') return isWhole ? [] : null;
  const names: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',') {
      names.push(field);
      field = '';
    } else if (char === '\n' || char === '\r') return [...names, field];
    else field += char;
  }
  return isWhole ? [...names, field] : null;
}
