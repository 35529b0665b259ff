import {
  type ContractDescription,
  type Mistake,
  type Predictor,
  selectRows,
  type Table,
} from '@create-mlops/contracts';
import type { Scored } from '../scored.ts';
import { contentColumn } from './content-column.ts';

/** As many as fit on a page. */
const MOST_MISTAKES = 12;
const MOST_CHARACTERS = 280;
/** A picture of 64 × 64 in colour takes up to 20 kB; a larger model's would make the report heavy. */
const MOST_URL_LENGTH = 60_000;

/**
 * The rows that a classifier of pictures or texts was surest of and wrong about, with what it saw: a wrong label, more often
 * than not, or a kind of row that was not in training. Empty for other models.
 *
 * @param rows of the test split, in the order of `scored`.
 */
export async function confidentMistakes(
  predictor: Predictor,
  rows: Table,
  scored: Scored,
  description: ContractDescription,
): Promise<Mistake[]> {
  const column = contentColumn(description);
  if (column === null || scored.kind !== 'classification') return [];
  const { classes, yTrue, yPred, yScore } = scored;
  const scoreOf = (row: number) => yScore[row * classes.length + (yPred[row] ?? 0)] ?? 0;
  const wrong = Array.from(yTrue.keys())
    .filter((row) => yTrue[row] !== yPred[row] && Number.isFinite(scoreOf(row)))
    .sort((a, b) => scoreOf(b) - scoreOf(a) || a - b)
    .slice(0, MOST_MISTAKES);
  const asked = selectRows(rows, wrong);
  const held = predictor.inline === undefined ? asked : await predictor.inline(asked);
  return wrong.flatMap((row, index): Mistake[] => {
    const shown = shownAs(column.kind, held.columns[column.name]?.[index]);
    return shown === null
      ? []
      : [
          {
            observed: classes[yTrue[row] ?? 0] ?? '',
            predicted: classes[yPred[row] ?? 0] ?? '',
            // float32 knows no more.
            score: Number(scoreOf(row).toPrecision(7)),
            shown,
          },
        ];
  });
}

function shownAs(kind: string, value: unknown): Mistake['shown'] | null {
  if (typeof value !== 'string') return null;
  if (kind === 'image') {
    const isHeld = value.startsWith('data:image/') && value.length <= MOST_URL_LENGTH;
    return isHeld ? { kind: 'image', url: value } : null;
  }
  const characters = [...value];
  const isLong = characters.length > MOST_CHARACTERS;
  const text = isLong ? `${characters.slice(0, MOST_CHARACTERS).join('')}…` : value;
  return { kind: 'text', text };
}
