import type { Finding, Reason } from '@create-mlops/contracts';
import { expect } from 'vitest';
import { z } from 'zod';
import { findingsOf, type TextCase, validateText } from './validate-text.ts';

export type CheckCase = Omit<TextCase, 'row' | 'text' | 'testText'> & {
  readonly row?: z.ZodObject;
  /** Data that passes, and data that does not. */
  readonly passing: string;
  readonly failing: string;
  readonly passingTest?: string;
  readonly failingTest?: string;
  readonly expected: {
    readonly status: Finding['status'];
    readonly reason: Reason;
    readonly column: string | null;
    readonly received: string;
    readonly rows?: readonly number[];
  };
};

const plainRow = z.object({
  a: z.number().nullable(),
  b: z.number().nullable(),
  y: z.enum(['no', 'yes']).meta({ role: 'target' }),
});

/** Asserts that a check passes the one text and fails the other, with the finding expected and no other. */
export async function expectCheck(name: string, options: CheckCase): Promise<void> {
  const { passing, failing, passingTest, failingTest, expected, row = plainRow, ...rest } = options;
  const test = (text: string | undefined) => (text === undefined ? {} : { testText: text });
  const good = await validateText({ ...rest, row, text: passing, ...test(passingTest) });
  const quiet = findingsOf(good, name);
  expect(quiet.length).toBeGreaterThan(0);
  expect(quiet.filter((finding) => finding.status !== 'pass')).toEqual([]);
  expect(quiet.every((finding) => finding.reason === null)).toBe(true);

  const bad = await validateText({ ...rest, row, text: failing, ...test(failingTest) });
  const loud = findingsOf(bad, name).filter((finding) => finding.status !== 'pass');
  expect(loud).toHaveLength(1);
  expect(loud[0]).toMatchObject(expected);
}

/** A CSV of numbered rows. */
export function csv(header: string, rows: number, line: (index: number) => string): string {
  return `${header}\n${Array.from({ length: rows }, (_, index) => line(index)).join('\n')}\n`;
}
