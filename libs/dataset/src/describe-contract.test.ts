import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeContract } from './describe-contract.ts';

const target = z.enum(['no', 'yes']).meta({ role: 'target' });

describe('describeContract', () => {
  it('reads kind, role, bounds, vocabulary and nullability from the schema', () => {
    const description = describeContract(
      z.object({
        id: z.string().meta({ role: 'id', pii: true }),
        age: z.int().min(18).max(100),
        spend: z.number().gte(0).nullable(),
        rate: z.number().min(1).meta({ description: 'per day' }).optional(),
        plan: z.enum(['a', 'b']).meta({ role: 'sensitive' }),
        seats: z.literal([1, 2]),
        active: z.boolean().meta({ sensitive: true }),
        since: z.iso.date(),
        seen: z.iso.datetime({ local: true, offset: true }).meta({ role: 'timestamp' }),
        month: z.string().meta({ role: 'group', computedFrom: 'since' }),
        churn: target,
      }),
    );
    expect(description).toMatchObject({
      target: 'churn',
      problem: 'binary',
      classes: ['no', 'yes'],
    });
    const byName = Object.fromEntries(description.columns.map((column) => [column.name, column]));
    expect(byName.id).toMatchObject({ kind: 'text', role: 'id', pii: true });
    expect(byName.age).toMatchObject({ kind: 'integer', minimum: 18, maximum: 100 });
    expect(byName.spend).toMatchObject({ kind: 'number', nullable: true, minimum: 0 });
    expect(byName.rate).toMatchObject({ nullable: true, minimum: 1, description: 'per day' });
    expect(byName.plan).toMatchObject({ kind: 'category', role: 'sensitive', sensitive: true });
    expect(byName.seats).toMatchObject({ kind: 'category', categories: [1, 2] });
    expect(byName.active).toMatchObject({ kind: 'boolean', role: 'feature', sensitive: true });
    expect(byName.since?.kind).toBe('date');
    expect(byName.seen).toMatchObject({ kind: 'timestamp', role: 'timestamp' });
    expect(byName.month).toMatchObject({ role: 'group', computedFrom: 'since' });
    expect(byName.age).not.toHaveProperty('computedFrom');
  });

  it('tells regression, multiclass and a boolean target apart', () => {
    const problem = (schema: z.ZodType) =>
      describeContract(z.object({ x: z.number(), y: schema.meta({ role: 'target' }) }));
    expect(problem(z.number())).toMatchObject({ problem: 'regression', classes: [] });
    expect(problem(z.boolean())).toMatchObject({ problem: 'binary', classes: ['false', 'true'] });
    expect(problem(z.literal([3, 1, 2]))).toMatchObject({
      problem: 'multiclass',
      classes: ['3', '1', '2'],
    });
  });

  it.each([
    ['no target', z.object({ x: z.number() }), 'no column with the role `target`'],
    ['two targets', z.object({ x: z.number(), a: target, b: target }), '2 targets'],
    ['no feature', z.object({ y: target }), 'no feature'],
    [
      'one class',
      z.object({ x: z.number(), y: z.enum(['a']).meta({ role: 'target' }) }),
      'one class',
    ],
    [
      'a text target',
      z.object({ x: z.number(), y: z.string().meta({ role: 'target' }) }),
      'is a text',
    ],
    ['a type that no cell holds', z.object({ x: z.array(z.number()), y: target }), 'zod array'],
  ])('refuses %s', (_, row, message) => {
    expect(() => describeContract(row)).toThrow(message);
    expect(() => describeContract(row)).toThrow(
      expect.objectContaining({ code: 'CONTRACT_INVALID' }),
    );
  });
});
