import { type Predictions, type Predictor, selectRows, type Table } from '@create-mlops/contracts';

/** Rows asked at once, so that a large split does not have to fit into the engine's memory. */
const BATCH = 8_192;

/** A model's answers to all rows of a table, asked in batches. */
export async function predictAll(predictor: Predictor, table: Table): Promise<Predictions> {
  if (table.rowCount <= BATCH) return predictor.predict(table);
  const parts: Predictions[] = [];
  for (let from = 0; from < table.rowCount; from += BATCH) {
    const length = Math.min(BATCH, table.rowCount - from);
    const rows = Uint32Array.from({ length }, (_, index) => from + index);
    parts.push(await predictor.predict(selectRows(table, rows)));
  }
  const [first] = parts;
  if (first?.kind === 'regression') {
    return { kind: 'regression', values: joined(parts.map(numbersOf)) };
  }
  return {
    kind: 'classification',
    classes: first?.classes ?? [],
    scores: joined(parts.map(numbersOf)),
  };
}

/** Scores or values, row-major. */
export function numbersOf(predictions: Predictions): Float32Array {
  return predictions.kind === 'classification' ? predictions.scores : predictions.values;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
