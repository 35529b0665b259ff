import { type GateCheck, selectRows, type Table, type Value } from '@create-mlops/contracts';
import { wilson } from '@create-mlops/statistics';
import type { Estimate } from '../estimate/estimate.ts';
import type { GateContext } from '../gate-context.ts';
import { numbersOf, predictAll } from '../predict-all.ts';
import { percentText } from '../print/number-text.ts';
import { replaceDigits, replaceWords } from '../replace-words.ts';
import { highestScores } from '../scored.ts';
import type { WordPairs } from '../settings.ts';
import { plainCheck, standing } from './gate-check.ts';
import { judgeLimit, pointEstimate, unknownValueCheck } from './limit-check.ts';

/** Rows tried; more would prove little more. */
const MOST_ROWS = 2_000;
/** Float32 arithmetic in another order differs by 1e-7. */
const TOLERANCE = 1e-6;
/** A value may move by this share of the spread of all answers and still count as the same. */
const SAME_VALUE = 0.01;

/** What must not move the answer, and what must move it in one direction. */
export async function behaviour(context: GateContext): Promise<GateCheck[]> {
  const { invariance, directional } = context.settings.behaviour;
  const checks: GateCheck[] = [];
  for (const wish of invariance) checks.push(await judgeInvariance(context, wish));
  for (const wish of directional) checks.push(await judgeDirection(context, wish));
  return checks;
}

type Direction = GateContext['settings']['behaviour']['directional'][number];
type Invariance = GateContext['settings']['behaviour']['invariance'][number];

/**
 * The values that a column is tried with: those of other rows (row i gets the one of a row half the split away), or, in a
 * text, with other words or digits in it.
 */
function exchangedValues(values: readonly Value[], { words, digits }: Invariance): Value[] {
  if (words === undefined && digits === undefined) {
    const shift = Math.max(1, Math.floor(values.length / 2));
    return values.map((_, row) => values[(row + shift) % values.length] ?? null);
  }
  return values.map((value) => {
    if (typeof value !== 'string') return value;
    return words === undefined
      ? replaceDigits(value)
      : replaceWords(value, words, { bothWays: true });
  });
}

/** What is exchanged, in words: `text`, `the digits of text`, `Maria and Jonas, … in text`. */
function exchangedWhat({ column, words, digits }: Invariance): string {
  if (digits) return `the digits of ${column} change`;
  if (words === undefined) return `${column} is exchanged`;
  return `${pairText(words)} change places in ${column}`;
}

function pairText(words: WordPairs): string {
  const [first, ...more] = words;
  const rest = more.length === 0 ? '' : ` and ${more.length} more`;
  return `${first?.join(' and ') ?? ''}${rest}`;
}

/** The answers when what must not matter is another. */
async function judgeInvariance(context: GateContext, wish: Invariance): Promise<GateCheck> {
  const { column } = wish;
  const { candidate, scored } = context;
  const table = firstRows(context.rows);
  const values = table.columns[column];
  if (values === undefined) return noColumn('invariance', column, context);
  const exchanged = exchangedValues(values, wish);
  const changed = Array.from(values.keys()).filter((row) => values[row] !== exchanged[row]);
  if (changed.length === 0) return nothingToTry('invariance', column, context);
  const before = selectRows(table, changed);
  const after = selectRows(withColumn(table, column, exchanged), changed);
  const [old, fresh] = [await predictAll(candidate, before), await predictAll(candidate, after)];
  const [a, b] = [numbersOf(old), numbersOf(fresh)];
  let same = 0;
  if (scored.kind === 'classification') {
    const width = scored.classes.length;
    const [first, second] = [highestScores(a, width), highestScores(b, width)];
    for (const [row, answer] of first.entries()) if (answer === second[row]) same++;
  } else {
    const slack = SAME_VALUE * spreadOf(scored.yPred);
    for (const [row, value] of a.entries()) {
      if (Math.abs(value - (b[row] ?? Number.NaN)) <= slack) same++;
    }
  }
  return judgeShare(context, 'invariance', column, {
    behaving: same,
    n: changed.length,
    title: `Share of answers that stay when ${exchangedWhat(wish)}`,
  });
}

async function judgeDirection(context: GateContext, wish: Direction): Promise<GateCheck> {
  const { candidate, description, scored } = context;
  const { column, effect } = wish;
  const table = firstRows(context.rows);
  const values = table.columns[column];
  if (values === undefined) return noColumn('directional', column, context);
  const width = scored.kind === 'classification' ? scored.classes.length : 1;
  const asked = wish.class ?? description.classes.at(-1) ?? '';
  const position = scored.kind === 'classification' ? scored.classes.indexOf(asked) : 0;
  if (position < 0) {
    return unknownValueCheck('directional', 'The directional test', `there is no class ${asked}`, {
      slice: column,
      against: 'behaviour',
      limit: { onFail: context.settings.behaviour.onFail },
    });
  }
  const moved = values.map((value) => changedValue(value, wish, context));
  const rows = Array.from(values.keys()).filter(
    (row) => moved[row] !== null && moved[row] !== values[row],
  );
  if (rows.length === 0) return nothingToTry('directional', column, context);
  const before = numbersOf(await predictAll(candidate, selectRows(table, rows)));
  const after = numbersOf(
    await predictAll(candidate, selectRows(withColumn(table, column, moved), rows)),
  );
  const slack = TOLERANCE * before.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  let [behaving, moving] = [0, 0];
  for (const index of rows.keys()) {
    const at = index * width + position;
    const difference = (after[at] ?? Number.NaN) - (before[at] ?? Number.NaN);
    if ((effect === 'up' ? difference : -difference) >= -slack) behaving++;
    if (Math.abs(difference) > slack) moving++;
  }
  const change = changeText(wish);
  const what = scored.kind === 'classification' ? `the score of ${asked}` : 'the answer';
  if (moving === 0) {
    return plainCheck({
      check: 'directional',
      against: 'behaviour',
      slice: column,
      ...standing('fail', context.settings.behaviour.onFail),
      value: 0,
      limit: context.settings.behaviour.minShare,
      n: rows.length,
      reason: `The model ignores ${column}: when it ${change}, ${what} never moves.`,
    });
  }
  return judgeShare(context, 'directional', column, {
    behaving,
    n: rows.length,
    title: `Share of rows where ${what} goes ${effect} when ${column} ${change}`,
  });
}

function changeText({ to, words, change }: Direction): string {
  if (words !== undefined) {
    const [first] = words;
    const more = words.length === 1 ? '' : ` (and ${words.length - 1} more)`;
    return `says "${first?.[1]}" for "${first?.[0]}"${more}`;
  }
  return to === undefined ? `changes by ${change}` : `becomes ${to}`;
}

function changedValue(
  value: Value,
  { column, change, to, words }: Direction,
  context: GateContext,
): Value {
  if (value === null) return null;
  if (to !== undefined) return to;
  if (words !== undefined) return typeof value === 'string' ? replaceWords(value, words) : null;
  if (typeof value !== 'number' || change === undefined) return null;
  const range = context.description.columns.find(({ name }) => name === column);
  const next = value + change;
  const inside = next >= (range?.minimum ?? -Infinity) && next <= (range?.maximum ?? Infinity);
  return inside ? next : null;
}

function judgeShare(
  { settings }: GateContext,
  check: string,
  column: string,
  { behaving, n, title }: { behaving: number; n: number; title: string },
): GateCheck {
  const { confidence } = settings;
  const estimate: Estimate =
    settings.mode === 'point'
      ? pointEstimate(behaving / n, n)
      : {
          value: behaving / n,
          ...wilson(behaving, n, { confidence, sides: 1 }),
          n,
          method: `Wilson one-sided ${percentText(confidence)}`,
        };
  const judged = judgeLimit(
    check,
    title,
    {
      estimate,
      side: 'min',
      limit: settings.behaviour.minShare,
      against: 'behaviour',
      ...settings,
    },
    settings.behaviour.onFail,
  );
  return { ...judged, slice: column };
}

function noColumn(check: string, column: string, { settings }: GateContext): GateCheck {
  return unknownValueCheck(check, `The ${check} test`, `the test rows have no column ${column}`, {
    slice: column,
    against: 'behaviour',
    limit: { onFail: settings.behaviour.onFail },
  });
}

function nothingToTry(check: string, column: string, { settings }: GateContext): GateCheck {
  return plainCheck({
    check,
    against: 'behaviour',
    slice: column,
    ...standing('undecided', settings.behaviour.onFail),
    reason: `${column} cannot be changed in any test row.`,
    method: 'none',
  });
}

function firstRows(table: Table): Table {
  if (table.rowCount <= MOST_ROWS) return table;
  return selectRows(
    table,
    Uint32Array.from({ length: MOST_ROWS }, (_, row) => row),
  );
}

function withColumn(table: Table, name: string, values: readonly Value[]): Table {
  return { rowCount: table.rowCount, columns: { ...table.columns, [name]: values } };
}

/** Standard deviation. */
function spreadOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0));
}
