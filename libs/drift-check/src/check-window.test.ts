import type { ContractDescription } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { checkWindow } from './check-window.ts';

const plain = { nullable: false, sensitive: false, pii: false };
const contract: ContractDescription = {
  target: 'churn',
  problem: 'binary',
  classes: ['no', 'yes'],
  columns: [
    { ...plain, name: 'age', kind: 'integer', role: 'feature', minimum: 18, maximum: 100 },
    { ...plain, name: 'visits', kind: 'integer', role: 'feature', nullable: true, minimum: 0 },
    { ...plain, name: 'plan', kind: 'category', role: 'feature', categories: ['basic', 'premium'] },
    { ...plain, name: 'mail', kind: 'text', role: 'feature', pii: true },
    { ...plain, name: 'id', kind: 'text', role: 'id' },
    { ...plain, name: 'churn', kind: 'category', role: 'target', categories: ['no', 'yes'] },
  ],
};
const good = {
  age: [18, 100],
  visits: [null, 3],
  plan: ['basic', 'premium'],
  mail: [null, null],
  id: [null, null],
  churn: [null, null],
};
const check = (columns: Partial<Record<keyof typeof good, readonly (string | number | null)[]>>) =>
  checkWindow({ rowCount: 2, columns: { ...good, ...columns } }, contract);

describe('checkWindow', () => {
  it('finds nothing where the contract is kept, also at its bounds and without labels', () => {
    expect(check({})).toEqual([]);
    expect(checkWindow({ rowCount: 0, columns: {} }, contract)).toEqual([]);
  });

  it('finds what is missing, out of range or unknown, with the rows', () => {
    expect(check({ age: [17, 40] })).toMatchObject([
      {
        column: 'age',
        reason: 'outOfRange',
        expected: 'at least 18, at most 100',
        received: '1 of 2 rows, first 17',
        rows: [1],
      },
    ]);
    expect(check({ age: [40, null] })).toMatchObject([{ reason: 'notNullable', rows: [2] }]);
    expect(check({ visits: [-1, 2] })).toMatchObject([{ expected: 'at least 0' }]);
    expect(check({ plan: ['basic', 'gold'] })).toMatchObject([{ reason: 'notInSet', rows: [2] }]);
    expect(check({ churn: ['maybe', 'no'] })).toMatchObject([{ column: 'churn' }]);
    expect(check({ age: [Number.NaN, 40] })).toMatchObject([{ reason: 'outOfRange' }]);
  });

  it('shows twenty rows and counts all', () => {
    const [finding] = checkWindow(
      { rowCount: 30, columns: { ...good, age: Array<number>(30).fill(7) } },
      contract,
    );
    expect(finding?.rows).toHaveLength(20);
    expect(finding?.count).toBe(30);
  });
});
