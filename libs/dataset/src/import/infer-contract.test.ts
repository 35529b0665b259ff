import { describe, expect, it } from 'vitest';
import { inferContract } from './infer-contract.ts';
import type { InferredColumn, InferredContract } from './inferred-contract.ts';
import { profileFile } from './profile-file.ts';
import { csvOf, profileText, publicData } from './profile-text.fixture.ts';

function column(inferred: InferredContract, name: string): InferredColumn {
  const found = inferred.columns.find((candidate) => candidate.name === name);
  if (found === undefined) throw new RangeError(name);
  return found;
}

async function inferText(text: string, target: string, keep: readonly string[] = []) {
  return inferContract(await profileText(text), { target, keep });
}

const titanic = publicData('titanic.csv');
const iris = publicData('iris.csv');

describe.skipIf(titanic === null)(
  'titanic.csv (needs the public data beside the repository)',
  () => {
    const infer = async (target: string, keep: readonly string[] = []) =>
      inferContract(await profileFile(titanic ?? ''), { target, keep });

    it('is a binary problem that alive gives away and nothing else does', async () => {
      const inferred = await infer('survived');
      expect(inferred.problem).toBe('binary');
      expect(inferred.classes).toEqual(['0', '1']);
      expect(inferred.classCounts).toEqual({ 0: 549, 1: 342 });
      const leaks = inferred.columns.filter(({ role }) => role === 'leak');
      expect(leaks.map(({ name }) => name)).toEqual(['alive']);
      expect(leaks[0]?.evidence.at(-1)).toContain('no = 0, yes = 1 in all 891');
      expect(inferred.warnings.join(' ')).toContain('--keep alive');
    });

    it('describes the columns as a person would', async () => {
      const inferred = await infer('survived');
      expect(column(inferred, 'survived')).toMatchObject({
        kind: 'category',
        categories: [0, 1],
        role: 'target',
      });
      expect(column(inferred, 'deck')).toMatchObject({
        kind: 'category',
        nullable: true,
        categories: ['A', 'B', 'C', 'D', 'E', 'F', 'G'],
        evidence: ['C 59, B 47, D 33, …', '77.2 % missing'],
      });
      expect(column(inferred, 'age')).toMatchObject({
        kind: 'number',
        minimum: 0,
        maximum: 88,
        nullable: true,
      });
      expect(column(inferred, 'alone')).toMatchObject({ kind: 'boolean', role: 'feature' });
      const sensitive = inferred.columns.filter((candidate) => candidate.sensitive);
      expect(sensitive.map(({ name }) => name)).toEqual(['sex', 'age', 'who', 'adult_male']);
    });

    it('takes its limits from the data', async () => {
      const { limits } = await infer('survived');
      expect(limits.maxDuplicates).toEqual({
        value: 0.16,
        evidence: '107 of 891 rows (12 %) repeat an earlier row',
      });
      expect(limits.maxMissing.deck?.value).toBe(0.85);
      expect(limits.minRows.value).toBe(440);
      expect(limits.minClassShare?.value).toBe(0.19);
    });

    it('keeps a leak when told to, and says what it is', async () => {
      const alive = column(await infer('survived', ['alive']), 'alive');
      expect(alive.role).toBe('feature');
      expect(alive.evidence.at(-1)).toContain(
        'kept as a feature although: survived in other words',
      );
    });

    it.each(['fare', 'age'])('finds no leak for %s', async (target) => {
      const inferred = await infer(target);
      expect(inferred.problem).toBe('regression');
      expect(inferred.columns.filter(({ role }) => role === 'leak')).toEqual([]);
    });
  },
);

describe.skipIf(iris === null)('iris.csv (needs the public data beside the repository)', () => {
  it('is a multiclass problem without leaks, however good the petals are', async () => {
    const inferred = inferContract(await profileFile(iris ?? ''), { target: 'species' });
    expect(inferred.problem).toBe('multiclass');
    expect(inferred.columns.map(({ role }) => role)).toEqual([
      'feature',
      'feature',
      'feature',
      'feature',
      'target',
    ]);
  });
});

describe('inferContract', () => {
  it('finds an amount in the shape of tips', async () => {
    const text = csvOf('total_bill,tip,sex,smoker,day,time,size', 244, (index, random) => {
      const bill = 3 + random() * 47;
      const tip = bill * (0.1 + random() * 0.12);
      const day = ['Thur', 'Fri', 'Sat', 'Sun'][index % 4] ?? '';
      return [
        bill.toFixed(2),
        tip.toFixed(2),
        index % 3 ? 'Male' : 'Female',
        index % 5 ? 'No' : 'Yes',
        day,
        index % 2 ? 'Lunch' : 'Dinner',
        1 + Math.floor(random() * 6),
      ];
    });
    const inferred = await inferText(text, 'tip');
    expect(inferred.problem).toBe('regression');
    expect(inferred.classes).toEqual([]);
    expect(inferred.limits.minClassShare).toBeNull();
    expect(inferred.columns.map(({ role }) => role)).toEqual([
      'feature',
      'target',
      'feature',
      'feature',
      'feature',
      'feature',
      'feature',
    ]);
    expect(column(inferred, 'sex').sensitive).toBe(true);
  });

  it('sets both parts of a sum aside in the shape of bike sharing', async () => {
    const text = csvOf('instant,dteday,hr,temp,casual,registered,cnt', 600, (index, random) => {
      const casual = Math.floor(random() * 100);
      const registered = Math.floor(random() * 400);
      const day = `2011-01-${String(1 + Math.floor(index / 24)).padStart(2, '0')}`;
      return [
        index + 1,
        day,
        index % 24,
        random().toFixed(2),
        casual,
        registered,
        casual + registered,
      ];
    });
    const inferred = await inferText(text, 'cnt');
    expect(inferred.columns.map(({ role }) => role)).toEqual([
      'id',
      'timestamp',
      'feature',
      'feature',
      'leak',
      'leak',
      'target',
    ]);
    expect(column(inferred, 'casual').evidence.at(-1)).toContain('cnt = casual + registered');
    const kept = await inferText(text, 'cnt', ['casual']);
    expect([column(kept, 'casual').role, column(kept, 'registered').role]).toEqual([
      'feature',
      'leak',
    ]);
  });

  it.each<[string, readonly (string | number)[], string, readonly string[]]>([
    ['two words, yes last', ['Yes', 'No'], 'binary', ['No', 'Yes']],
    ['two truth values', ['True', 'False'], 'binary', ['false', 'true']],
    ['two numbers', [2, 1], 'binary', ['1', '2']],
    ['two numbers with decimals', ['1.0', '0.0'], 'binary', ['0', '1']],
    ['two fractions', [0.5, 1.5], 'binary', ['0.5', '1.5']],
    ['few whole numbers', [3, 1, 2, 0], 'multiclass', ['0', '1', '2', '3']],
    ['three words', ['b', 'a', 'c'], 'multiclass', ['a', 'b', 'c']],
    ['many whole numbers', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 'regression', []],
    ['fractions', [0.5, 1, 1.5], 'regression', []],
  ])('takes %s for the problem they are', async (_, values, problem, classes) => {
    const text = csvOf('x,y', 110, (index, random) => [
      random(),
      values[index % values.length] ?? '',
    ]);
    const inferred = await inferText(text, 'y');
    expect(inferred.problem).toBe(problem);
    expect(inferred.classes).toEqual(classes);
    expect(inferred.problemReason).toMatch(/^y .*: (classes|an amount)\.$/);
  });

  it('puts the rarer of two words last when neither says yes', async () => {
    const text = csvOf('x,y', 90, (index, random) => [random(), index % 3 ? 'good' : 'awful']);
    expect((await inferText(text, 'y')).classes).toEqual(['good', 'awful']);
  });

  it('tells ids, groups, times, categories and text apart', async () => {
    const text = csvOf(
      'order_no,code,running,customer_id,bought_at,zip,mood,review,amount,always,y',
      400,
      (index, random) => [
        1000 + index * 3,
        `K-${index}`,
        index + 7,
        500 + (index % 100),
        `2024-01-01T00:${String(index % 60).padStart(2, '0')}:00`,
        `0${1000 + Math.floor(random() * 90)}`,
        ['glad', 'sad'][index % 2] ?? '',
        `text ${Math.floor(random() * 350)} here`,
        (index + random()).toFixed(5),
        'same',
        random() < 0.5 ? 1 : 0,
      ],
    );
    const inferred = await inferText(text, 'y');
    const roles = Object.fromEntries(
      inferred.columns.map(({ name, kind, role }) => [name, `${kind} ${role}`]),
    );
    expect(roles).toEqual({
      order_no: 'integer id',
      code: 'text id',
      running: 'integer id',
      customer_id: 'integer group',
      bought_at: 'timestamp timestamp',
      zip: 'text feature',
      mood: 'category feature',
      review: 'text group',
      amount: 'number feature',
      always: 'category feature',
      y: 'category target',
    });
    expect(inferred.split).toEqual({ strategy: 'group', column: 'customer_id' });
    expect(inferred.warnings.join(' ')).toContain('always has the same value in every row');
  });

  it('points out personal data', async () => {
    const text = csvOf('customer_name,email,phone,street,x,y', 60, (index, random) => [
      `Anna${'abcdefghij'[index % 10] ?? ''} ${'KLMNOPQRST'[Math.floor(index / 10)] ?? ''}ohl`,
      `p${index}@example.org`,
      `+49 170 ${1_000_000 + index}`,
      `Hauptstraße ${index + 1}`,
      random().toFixed(3),
      index % 2,
    ]);
    const inferred = await inferText(text, 'y');
    for (const name of ['customer_name', 'email', 'phone', 'street']) {
      expect(column(inferred, name).pii, name).toBe(true);
      expect(column(inferred, name).role, name).not.toBe('feature');
    }
    expect(inferred.warnings.slice(0, 2)).toEqual([
      'customer_name looks like names of people: check whether it may be stored with the project before you commit it.',
      'email looks like e-mail addresses: check whether it may be stored with the project before you commit it.',
    ]);
  });

  it('leaves rows without a target out of the contract, not out of sight', async () => {
    const text = csvOf('x,y', 50, (index, random) => [random(), index < 5 ? '' : index % 2]);
    const inferred = await inferText(text, 'y');
    expect(column(inferred, 'y').nullable).toBe(false);
    expect(inferred.warnings.join(' ')).toContain('5 rows without a value of y are left out');
  });

  it('refuses to keep the target or a column that is not there', async () => {
    const text = csvOf('x,y', 50, (index, random) => [random(), index % 2]);
    await expect(inferText(text, 'y', ['y'])).rejects.toMatchObject({ code: 'USAGE' });
    await expect(inferText(text, 'y', ['xx'])).rejects.toMatchObject({ code: 'COLUMN_UNKNOWN' });
  });
});
