import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { explain } from './explain.ts';

describe('explain', () => {
  it('says of each rule whether SQL or zod decides it', () => {
    const row = z
      .object({
        a: z.number().min(3),
        b: z.email().refine((text) => text.length > 6),
        c: z
          .string()
          .refine((text) => text === text.trim())
          .meta({ sql: 'c = trim(c)' }),
        d: z.string().regex(/^(?!x)/),
        y: z.boolean().meta({ role: 'target' }),
      })
      .refine((value) => value.a > 4);
    const rows = explain(row);
    expect(rows.filter((rule) => rule.how === 'row').map((rule) => rule.column)).toEqual([
      'b',
      'd',
      null,
    ]);
    expect(rows.find((rule) => rule.check === 'range')).toEqual({
      column: 'a',
      check: 'range',
      expected: 'at least 3',
      how: 'sql',
      sql: `"a" < '3'::DOUBLE`,
    });
    expect(rows.find((rule) => rule.column === 'c' && rule.check === 'refinement')?.sql).toBe(
      'NOT (c = trim(c))',
    );
  });
});
