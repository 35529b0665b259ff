import {
  type ContractDescription,
  MlopsError,
  type Table,
  type Value,
} from '@create-mlops/contracts';
import { hashValues } from './hash-values.ts';
import type { SplitSettings } from './split-settings.ts';

/** Row indices (0-based, ascending) of each split; together they are all rows, each once. */
export type RowSplits = {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  readonly test: Uint32Array;
};

/** Rows that must stay together. `order` decides who goes first; equal rows give equal orders. */
type Bundle = { readonly order: number; readonly stratum: string; readonly rows: number[] };

/**
 * Divides rows into training, validation and test split. The same rows give the same splits in any order. Rows with
 * equal feature values lie on one side (`hash`, `official`), or rows of one group (`group`), or the latest rows are
 * the test split and those before them the validation split (`time`).
 *
 * @throws {MlopsError} SETTINGS_INVALID when the shares leave nothing to train on, or when the contract has no column
 * with the role that the strategy needs.
 */
export function splitRows(
  table: Table,
  description: ContractDescription,
  split: SplitSettings,
): RowSplits {
  const test = split.strategy === 'official' ? 0 : split.test;
  if (split.validation + test >= 1) {
    throw new MlopsError(
      'SETTINGS_INVALID',
      `validation ${split.validation} and test ${test} leave no rows to train on.`,
      'Choose shares that sum to less than 1.',
    );
  }
  const shares = { validation: split.validation, test };
  if (split.strategy === 'time') return splitByTime(table, description, shares, split.seed);
  const bundles =
    split.strategy === 'group'
      ? bundleGroups(table, description, split)
      : bundleTwins(table, description, split);
  return fillSplits(bundles, table.rowCount, shares);
}

type Shares = { readonly validation: number; readonly test: number };

function bundleTwins(
  table: Table,
  description: ContractDescription,
  { seed, by }: SplitSettings,
): Bundle[] {
  const features = contentColumns(table, description, by);
  const target = table.columns[description.target] ?? [];
  const groups = new Map<number, number[]>();
  for (let row = 0; row < table.rowCount; row += 1) {
    append(groups, hashValues(valuesAt(features, row), seed), row);
  }
  const isRegression = description.problem === 'regression';
  return [...groups].map(([order, rows]) => ({
    order,
    stratum: isRegression ? '' : commonest(rows.map((row) => String(target[row] ?? null))),
    rows,
  }));
}

function bundleGroups(
  table: Table,
  description: ContractDescription,
  { seed, by }: SplitSettings,
): Bundle[] {
  const groupColumns = columnsOf(table, description, 'group');
  if (groupColumns.length === 0) throw roleMissing('group');
  const features = contentColumns(table, description, by);
  const groups = new Map<number, number[]>();
  for (let row = 0; row < table.rowCount; row += 1) {
    const key = valuesAt(groupColumns, row);
    // A row without a group is a group of its own, together with its twins.
    const isAlone = key.every((value) => value === null);
    append(groups, hashValues(isAlone ? [null, ...valuesAt(features, row)] : key, seed), row);
  }
  return [...groups].map(([order, rows]) => ({ order, stratum: '', rows }));
}

/** Bundles in order of their hash, stratum by stratum, each to the first split that still lacks half its rows. */
function fillSplits(bundles: Bundle[], rowCount: number, shares: Shares): RowSplits {
  const strata = new Map<string, Bundle[]>();
  for (const bundle of bundles) {
    const list = strata.get(bundle.stratum) ?? [];
    list.push(bundle);
    strata.set(bundle.stratum, list);
  }
  const sides = new Uint8Array(rowCount);
  // What one stratum took too little or too much is made good in the next, so that the sums stay close.
  let owedTest = 0;
  let owedValidation = 0;
  for (const name of [...strata.keys()].sort()) {
    const members = (strata.get(name) ?? []).sort((a, b) => a.order - b.order);
    const rows = members.reduce((sum, bundle) => sum + bundle.rows.length, 0);
    owedTest += rows * shares.test;
    owedValidation += rows * shares.validation;
    for (const bundle of members) {
      const half = bundle.rows.length / 2;
      if (shares.test > 0 && owedTest >= half) {
        owedTest -= bundle.rows.length;
        for (const row of bundle.rows) sides[row] = 2;
      } else if (shares.validation > 0 && owedValidation >= half) {
        owedValidation -= bundle.rows.length;
        for (const row of bundle.rows) sides[row] = 1;
      }
    }
  }
  return collect(sides);
}

function splitByTime(
  table: Table,
  description: ContractDescription,
  shares: Shares,
  seed: number,
): RowSplits {
  const [times] = columnsOf(table, description, 'timestamp');
  if (times === undefined) throw roleMissing('timestamp');
  const all = Object.keys(table.columns)
    .sort()
    .map((name) => table.columns[name] ?? []);
  const keys = Array.from({ length: table.rowCount }, (_, row) => {
    const time = epochMs(times[row] ?? null);
    return {
      row,
      time: Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time,
      order: hashValues(valuesAt(all, row), seed),
    };
  });
  keys.sort((a, b) => (a.time === b.time ? a.order - b.order : a.time - b.time));
  const sides = new Uint8Array(table.rowCount);
  const testFrom = table.rowCount - Math.round(table.rowCount * shares.test);
  const validationFrom = testFrom - Math.round(table.rowCount * shares.validation);
  keys.forEach(({ row }, rank) => {
    sides[row] = rank >= testFrom ? 2 : rank >= validationFrom ? 1 : 0;
  });
  return collect(sides);
}

/** Without a zone a timestamp counts as UTC, so that the order is the same on every machine. */
function epochMs(value: Value): number {
  const text = String(value ?? '');
  return Date.parse(/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`);
}

function collect(sides: Uint8Array): RowSplits {
  const rowsOf = (side: number) => {
    const rows = new Uint32Array(sides.reduce((sum, value) => sum + Number(value === side), 0));
    let next = 0;
    sides.forEach((value, row) => {
      if (value !== side) return;
      rows[next] = row;
      next += 1;
    });
    return rows;
  };
  return { train: rowsOf(0), validation: rowsOf(1), test: rowsOf(2) };
}

/** What makes two rows twins: the features, or the columns that say what they refer to. */
function contentColumns(
  table: Table,
  description: ContractDescription,
  by: readonly string[] | undefined,
) {
  if (by === undefined) return columnsOf(table, description, 'feature');
  return by.map((name) => {
    const values = table.columns[name];
    if (values !== undefined) return values;
    throw new MlopsError(
      'SETTINGS_INVALID',
      `The split goes by '${name}', but the contract has no such column.`,
      'Correct `by` where the dataset is defined.',
    );
  });
}

function columnsOf(table: Table, description: ContractDescription, role: string) {
  return description.columns
    .filter((column) => column.role === role)
    .map((column) => table.columns[column.name] ?? []);
}

function valuesAt(columns: readonly (readonly Value[])[], row: number): Value[] {
  return columns.map((values) => values[row] ?? null);
}

function append(groups: Map<number, number[]>, key: number, row: number): void {
  const rows = groups.get(key);
  if (rows === undefined) groups.set(key, [row]);
  else rows.push(row);
}

/** The most frequent text; of equally frequent ones the first in alphabetical order. */
function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return ranked[0]?.[0] ?? '';
}

function roleMissing(role: 'group' | 'timestamp'): MlopsError {
  return new MlopsError(
    'SETTINGS_INVALID',
    `The split '${role === 'group' ? 'group' : 'time'}' needs a column with the role \`${role}\`.`,
    `Mark one in contract.ts with \`.meta({ role: '${role}' })\`, or choose the split 'hash'.`,
  );
}
