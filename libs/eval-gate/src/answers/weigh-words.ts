import {
  type ClassWords,
  type ContractDescription,
  type Predictor,
  type Row,
  rowOf,
  type Table,
  tableFromRows,
} from '@create-mlops/contracts';
import { predictAll } from '../predict-all.ts';
import { contentColumn } from './content-column.ts';

/** Texts in which a word was left out: what a model of texts answers within a second or two. */
const MOST_ASKED = 6_000;
/** Words tried of a long text, spread evenly. */
const MOST_OF_TEXT = 60;
/** A word of fewer texts says more of those than of the model. */
const FEWEST_TEXTS = 3;
const WORDS_SHOWN = 10;
/** Below this a score has not moved. */
const LEAST_WEIGHT = 1e-4;
/** A word with its apostrophes, of any script. */
const WORDS = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;

/**
 * The words that speak most for each class: every word of a sample of the test texts is left out once, and its weight is
 * how much the score of the class falls, on average over the texts that have it. Empty where no text is classified.
 *
 * @see Robnik-Šikonja, Kononenko (2008), Explaining classifications for individual instances.
 */
export async function weighWords(
  predictor: Predictor,
  rows: Table,
  description: ContractDescription,
): Promise<ClassWords[]> {
  const column = contentColumn(description);
  if (column?.kind !== 'text' || description.problem === 'regression') return [];
  const asked = leaveOneOut(rows, column.name);
  if (asked.rows.length === 0) return [];
  const names = Object.keys(rows.columns);
  const answers = await predictAll(predictor, tableFromRows(asked.rows, names));
  if (answers.kind !== 'classification') return [];
  const { classes, scores } = answers;
  const sums = new Map<string, { texts: number; byClass: number[] }>();
  for (const { word, whole, without } of asked.pieces) {
    const sum = sums.get(word) ?? { texts: 0, byClass: classes.map(() => 0) };
    sum.texts++;
    for (let at = 0; at < classes.length; at++) {
      const fall =
        (scores[whole * classes.length + at] ?? 0) - (scores[without * classes.length + at] ?? 0);
      sum.byClass[at] = (sum.byClass[at] ?? 0) + fall;
    }
    sums.set(word, sum);
  }
  return classes.map((name, at) => ({
    class: name,
    words: [...sums]
      .filter(([, { texts }]) => texts >= FEWEST_TEXTS)
      .map(([word, { texts, byClass }]) => ({
        word,
        weight: Number(((byClass[at] ?? 0) / texts).toPrecision(6)),
        texts,
      }))
      .filter(({ weight }) => weight >= LEAST_WEIGHT)
      .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
      .slice(0, WORDS_SHOWN),
  }));
}

type Piece = { readonly word: string; readonly whole: number; readonly without: number };

/** Texts spread evenly over the split, each whole and then without one word after the other. */
function leaveOneOut(
  table: Table,
  column: string,
): { readonly rows: readonly Row[]; readonly pieces: readonly Piece[] } {
  const rows: Row[] = [];
  const pieces: Piece[] = [];
  for (const index of spread(table.rowCount)) {
    if (rows.length >= MOST_ASKED) break;
    const row = rowOf(table, index);
    const text = row[column];
    if (typeof text !== 'string') continue;
    const whole = rows.length;
    rows.push(row);
    const words = [...text.matchAll(WORDS)];
    const step = Math.max(1, words.length / MOST_OF_TEXT);
    const seen = new Set<string>();
    for (let at = 0; at < words.length; at += step) {
      const match = words[Math.floor(at)];
      const word = match?.[0].toLowerCase() ?? '';
      if (match === undefined || seen.has(word)) continue;
      seen.add(word);
      pieces.push({ word, whole, without: rows.length });
      const rest = `${text.slice(0, match.index)}${text.slice(match.index + match[0].length)}`;
      rows.push({ ...row, [column]: rest });
    }
  }
  return { rows, pieces };
}

/** Every row once, in strides by the golden ratio: any beginning of it is spread over the whole. */
function spread(rows: number): number[] {
  const stride = 0.618_033_988_749_895;
  return Array.from({ length: rows }, (_, index) => ({ index, at: (index * stride) % 1 }))
    .sort((a, b) => a.at - b.at)
    .map(({ index }) => index);
}
