import type { Value } from '@create-mlops/contracts';

export type NumericColumn = { readonly name: string; readonly values: readonly Value[] };

export type TargetFormula = {
  /** `cnt = casual + registered` */
  readonly text: string;
  readonly columns: readonly string[];
};

const fewestRows = 20;
/** Real tables hold a few typing errors. */
const mostMisses = 0.005;
/** Triples of more columns than this are too many to try. */
const mostColumnsForTriples = 60;

const pairSigns: readonly (readonly number[])[] = [
  [1, 1],
  [1, -1],
  [-1, 1],
];
const tripleSigns: readonly (readonly number[])[] = [
  [1, 1, 1],
  [1, 1, -1],
  [1, -1, 1],
  [-1, 1, 1],
  [1, -1, -1],
  [-1, 1, -1],
  [-1, -1, 1],
];

/**
 * The ways in which two or three numeric columns make up the target in nearly all rows: sums and differences of
 * two or three, products and quotients of two. Columns that never vary are not tried.
 */
export function findTargetFormulas(
  targetName: string,
  target: readonly Value[],
  candidates: readonly NumericColumn[],
): readonly TargetFormula[] {
  const goal = target.map((value) => toNumber(value));
  const tolerance = toleranceOf(goal);
  const columns = candidates
    .map(({ name, values }) => ({ name, numbers: values.map((value) => toNumber(value)) }))
    .filter(({ numbers }) => varies(numbers));
  const found: TargetFormula[] = [];
  const used = new Set<string>();
  const test = (
    members: readonly { readonly name: string; readonly numbers: readonly number[] }[],
    compute: (...values: readonly number[]) => number,
    text: string,
  ): void => {
    if (
      !holds(
        goal,
        members.map(({ numbers }) => numbers),
        compute,
        tolerance,
      )
    )
      return;
    found.push({ text: `${targetName} = ${text}`, columns: members.map(({ name }) => name) });
    for (const { name } of members) used.add(name);
  };
  for (const [index, a] of columns.entries()) {
    for (const b of columns.slice(index + 1)) {
      for (const [s = 1, t = 1] of pairSigns) {
        test([a, b], (x = 0, y = 0) => s * x + t * y, sumText([a.name, b.name], [s, t]));
      }
      test([a, b], (x = 0, y = 0) => x * y, `${a.name} × ${b.name}`);
      test([a, b], (x = 0, y = 0) => x / y, `${a.name} / ${b.name}`);
      test([a, b], (x = 0, y = 0) => y / x, `${b.name} / ${a.name}`);
    }
  }
  const rest = columns.filter(({ name }) => !used.has(name));
  if (rest.length > mostColumnsForTriples) return found;
  for (const [index, a] of rest.entries()) {
    for (const [offset, b] of rest.slice(index + 1).entries()) {
      for (const c of rest.slice(index + offset + 2)) {
        for (const signs of tripleSigns) {
          const [s = 1, t = 1, u = 1] = signs;
          const text = sumText([a.name, b.name, c.name], signs);
          test([a, b, c], (x = 0, y = 0, w = 0) => s * x + t * y + u * w, text);
        }
      }
    }
  }
  return found;
}

function holds(
  goal: readonly number[],
  members: readonly (readonly number[])[],
  compute: (...values: readonly number[]) => number,
  tolerance: number,
): boolean {
  const allowed = Math.floor(goal.length * mostMisses);
  let misses = 0;
  let rows = 0;
  for (let row = 0; row < goal.length; row++) {
    const wanted = goal[row] ?? Number.NaN;
    const value = compute(...members.map((numbers) => numbers[row] ?? Number.NaN));
    if (Number.isNaN(wanted) || Number.isNaN(value)) continue;
    rows++;
    if (Math.abs(value - wanted) > tolerance + 1e-9 * Math.abs(wanted)) misses++;
    if (misses > allowed) return false;
  }
  return rows >= Math.max(fewestRows, goal.length / 2);
}

/** Half a unit in the target's last decimal place, as rounding leaves it, and never a real difference. */
function toleranceOf(goal: readonly number[]): number {
  const numbers = goal.filter((value) => !Number.isNaN(value));
  let places = 0;
  for (const value of numbers.slice(0, 200)) {
    places = Math.max(places, String(value).split('.')[1]?.length ?? 0);
  }
  const mean = numbers.reduce((sum, value) => sum + value, 0) / (numbers.length || 1);
  const variance =
    numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (numbers.length || 1);
  return Math.min(0.5001 * 10 ** -places, Math.sqrt(variance) / 1000);
}

function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  return typeof value === 'boolean' ? Number(value) : Number.NaN;
}

function varies(numbers: readonly number[]): boolean {
  const known = numbers.filter((value) => !Number.isNaN(value));
  return known.some((value) => value !== known[0]);
}

function sumText(names: readonly string[], signs: readonly number[]): string {
  const parts = names.map((name, index) => ({ name, isPlus: signs[index] === 1 }));
  const ordered = [
    ...parts.filter(({ isPlus }) => isPlus),
    ...parts.filter(({ isPlus }) => !isPlus),
  ];
  return ordered
    .map(({ name, isPlus }, index) => (index === 0 ? name : `${isPlus ? '+' : '−'} ${name}`))
    .join(' ');
}
