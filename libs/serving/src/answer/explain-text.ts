import { type Predictions, type Row, tableFromRows } from '@create-mlops/contracts';
import type { ModelSlot, ServingVersion } from '../model/model-slot.ts';
import { Refusal } from '../request/refusal.ts';

/** A piece of a text and what it did to the answer. */
export type WeighedPiece = {
  /** The piece as it stands in the text: a word, or several where the text is long. */
  readonly text: string;
  /** Where it stands: `column.slice(start, end)`, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /**
   * How much lower the score of the predicted class is without it (or the value, for regression): above 0 it speaks for the
   * answer, below against it.
   */
  readonly weight: number;
};

export type TextExplanation = {
  readonly column: string;
  /** In the order of the text. */
  readonly pieces: readonly WeighedPiece[];
};

/** A text is asked about so many times at most; the words of a longer one are taken together. */
const MOST_PIECES = 100;
/** A word with its apostrophes, of any script; scripts without spaces are weighed clause by clause. */
const WORDS = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;

/** Columns whose words can be weighed. */
export function textColumnsOf({ contract }: ServingVersion): readonly string[] {
  return contract.columns
    .filter(({ kind, role }) => kind === 'text' && role === 'feature')
    .map(({ name }) => name);
}

/**
 * Which words weighed most: each is left out once, and the answer to the rest is compared with the answer to the whole.
 * Nothing of it goes to the prediction log.
 *
 * @throws {Refusal} 400 when the model has no column of texts.
 * @see Robnik-Šikonja, Kononenko (2008), Explaining classifications for individual instances.
 */
export async function explainText(
  slot: ModelSlot,
  serving: ServingVersion,
  row: Row,
): Promise<readonly TextExplanation[]> {
  const columns = textColumnsOf(serving);
  if (columns.length === 0) {
    throw new Refusal(
      400,
      'invalid_request',
      `${slot.model.name} reads no text, so there are no words to weigh.`,
    );
  }
  const asked = columns.map((column) => {
    const value = row[column];
    return { column, pieces: typeof value === 'string' ? piecesOf(value) : [] };
  });
  const rows = asked.flatMap(({ column, pieces }) =>
    pieces.map(({ start, end }): Row => {
      const whole = String(row[column]);
      return { ...row, [column]: `${whole.slice(0, start)}${whole.slice(end)}` };
    }),
  );
  let predictions: Predictions;
  slot.hold(serving);
  try {
    predictions = await serving.predictor.predict(
      tableFromRows([row, ...rows], serving.columnNames),
    );
  } finally {
    slot.release(serving);
  }
  const scores = scoresOfAnswer(predictions);
  const whole = scores[0] ?? Number.NaN;
  let at = 1;
  return asked.map(({ column, pieces }) => ({
    column,
    pieces: pieces.map((piece) => ({ ...piece, weight: rounded(whole - (scores[at++] ?? whole)) })),
  }));
}

/** The words of a text; of a long one, equally many words to each piece. */
function piecesOf(text: string): Omit<WeighedPiece, 'weight'>[] {
  const words = [...text.matchAll(WORDS)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const together = Math.max(1, Math.ceil(words.length / MOST_PIECES));
  const pieces: Omit<WeighedPiece, 'weight'>[] = [];
  for (let from = 0; from < words.length; from += together) {
    const start = words[from]?.start ?? 0;
    const end = words[Math.min(words.length, from + together) - 1]?.end ?? start;
    pieces.push({ text: text.slice(start, end), start, end });
  }
  return pieces;
}

/** The score of the class that the first row is predicted as, for every row; the value itself for regression. */
function scoresOfAnswer(predictions: Predictions): readonly number[] {
  if (predictions.kind === 'regression') return Array.from(predictions.values);
  const { classes, scores } = predictions;
  let best = 0;
  for (let index = 1; index < classes.length; index++) {
    if ((scores[index] ?? 0) > (scores[best] ?? 0)) best = index;
  }
  const rows = classes.length === 0 ? 0 : scores.length / classes.length;
  return Array.from(
    { length: rows },
    (_, row) => scores[row * classes.length + best] ?? Number.NaN,
  );
}

/** float32 knows no more. */
const rounded = (weight: number) => Math.round(weight * 1e7) / 1e7;
