import { quoteName } from '@create-mlops/dataset';

/** SQL of `plainText` of a column; NULL where nothing is left. */
export function plainTextSql(column: string): string {
  return `nullif(regexp_replace(lower(${quoteName(column)}), '[^\\p{L}]+', '', 'g'), '')`;
}

/** The words of a text: its runs of letters, in lower case. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}

/** SQL of the same, as a list. */
export function wordsSql(column: string): string {
  return `regexp_extract_all(lower(${quoteName(column)}), '\\p{L}+')`;
}
