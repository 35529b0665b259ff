import type {
  ContractColumn,
  ContractDescription,
  Finding,
  Reason,
  Table,
  Value,
} from '@create-mlops/contracts';

const rowsShown = 20;

/**
 * What a window breaks of the contract, one finding per column and rule, empty when it keeps to it. A window that breaks it is no
 * drift but damage: the service would have refused such rows. Columns that a request may leave out may be missing here, too, and
 * columns that the prediction log blanks are no problem.
 */
export function checkWindow(table: Table, { columns }: ContractDescription): Finding[] {
  return columns.flatMap((column) => {
    const values = table.columns[column.name] ?? [];
    return rulesFor(column).flatMap((rule): Finding[] => {
      const bad = values.flatMap((value, row) => (rule.isBroken(value) ? [row] : []));
      const [first] = bad;
      if (first === undefined) return [];
      return [
        {
          check: rule.check,
          column: column.name,
          status: 'fail',
          reason: rule.reason,
          expected: rule.expected,
          received: `${bad.length} of ${values.length} rows, first ${JSON.stringify(values[first])}`,
          count: bad.length,
          rows: bad.slice(0, rowsShown).map((row) => row + 1),
        },
      ];
    });
  });
}

type Rule = {
  readonly check: string;
  readonly reason: Reason;
  readonly expected: string;
  readonly isBroken: (value: Value) => boolean;
};

function rulesFor(column: ContractColumn): Rule[] {
  const { nullable, pii, role, minimum, maximum, categories } = column;
  const rules: Rule[] = [];
  if (role === 'feature' && !nullable && !pii) {
    rules.push({
      check: 'nullability',
      reason: 'notNullable',
      expected: 'a value in every row',
      isBroken: (value) => value === null,
    });
  }
  if (minimum !== undefined || maximum !== undefined) {
    const [low, high] = [minimum ?? Number.NEGATIVE_INFINITY, maximum ?? Number.POSITIVE_INFINITY];
    rules.push({
      check: 'range',
      reason: 'outOfRange',
      expected: `${minimum === undefined ? '' : `at least ${minimum}`}${minimum !== undefined && maximum !== undefined ? ', ' : ''}${maximum === undefined ? '' : `at most ${maximum}`}`,
      isBroken: (value) => typeof value === 'number' && !(value >= low && value <= high),
    });
  }
  if (categories !== undefined) {
    const known = new Set<Value>(categories);
    rules.push({
      check: 'categories',
      reason: 'notInSet',
      expected: `one of ${categories.join(', ')}`,
      isBroken: (value) => value !== null && !known.has(value),
    });
  }
  return rules;
}
