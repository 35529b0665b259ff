import type { Row } from '@create-mlops/contracts';
import { joinPath, type RequestIssue } from './explain-issues.ts';
import { say } from './issue-sentence.ts';
import type { RequestColumn } from './request-schema.ts';

const base64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;
const dataUrl = /^data:[\w.+-]*\/?[\w.+-]*(?:;[\w.+-]+=[\w.+-]+)*;base64,/;

/**
 * A row whose pictures are data URLs: base64 alone becomes one. Nothing else passes, and above all no path, which would be
 * read from the disk of the service.
 * @returns the row, or what is wrong with it.
 */
export function holdImages(
  row: Row,
  place: string,
  columns: readonly RequestColumn[],
): { readonly row: Row } | { readonly issues: RequestIssue[] } {
  const issues: RequestIssue[] = [];
  const held: Record<string, string> = {};
  for (const { name, kind } of columns) {
    const value = row[name];
    if (kind !== 'image' || typeof value !== 'string') continue;
    const head = dataUrl.exec(value)?.[0];
    if (!base64.test(head === undefined ? value : value.slice(head.length))) {
      issues.push({
        path: joinPath(place, name),
        message: `Expected a picture as base64 or as a data URL; this is ${say(value)}.`,
      });
    } else if (head === undefined) held[name] = `data:;base64,${value}`;
  }
  return issues.length > 0 ? { issues } : { row: { ...row, ...held } };
}
