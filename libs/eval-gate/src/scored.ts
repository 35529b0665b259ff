/** Test rows with what is true and what a model answered: what every metric reads. */
export type Scored = ScoredClassification | ScoredRegression;

export type ScoredClassification = {
  readonly kind: 'classification';
  /** In contract order; the last one is positive in a binary problem. */
  readonly classes: readonly string[];
  readonly rows: number;
  /** Class index per row. */
  readonly yTrue: Int32Array;
  /** Class index per row: the highest score, the first of equal ones. */
  readonly yPred: Int32Array;
  /** Row-major `[rows, classes]`. */
  readonly yScore: Float32Array;
};

export type ScoredRegression = {
  readonly kind: 'regression';
  readonly rows: number;
  /** In the target's own unit. */
  readonly yTrue: Float64Array;
  readonly yPred: Float64Array;
};

/** The rows with these indices (0-based, repetition allowed), in the order given. */
export function selectScored<S extends Scored>(scored: S, rows: ArrayLike<number>): S;
export function selectScored(scored: Scored, rows: ArrayLike<number>): Scored {
  if (scored.kind === 'regression') {
    const yTrue = new Float64Array(rows.length);
    const yPred = new Float64Array(rows.length);
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] ?? 0;
      yTrue[index] = scored.yTrue[row] ?? Number.NaN;
      yPred[index] = scored.yPred[row] ?? Number.NaN;
    }
    return { kind: 'regression', rows: rows.length, yTrue, yPred };
  }
  const width = scored.classes.length;
  const yTrue = new Int32Array(rows.length);
  const yPred = new Int32Array(rows.length);
  const yScore = new Float32Array(rows.length * width);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0;
    yTrue[index] = scored.yTrue[row] ?? -1;
    yPred[index] = scored.yPred[row] ?? -1;
    for (let at = 0; at < width; at++) {
      yScore[index * width + at] = scored.yScore[row * width + at] ?? Number.NaN;
    }
  }
  return {
    kind: 'classification',
    classes: scored.classes,
    rows: rows.length,
    yTrue,
    yPred,
    yScore,
  };
}

/** How many rows have an answer that is not a number. */
export function countNotFinite(scored: Scored): number {
  const values = scored.kind === 'regression' ? scored.yPred : scored.yScore;
  const width = scored.kind === 'regression' ? 1 : scored.classes.length;
  const bad = new Set<number>();
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) bad.add(Math.floor(index / width));
  }
  return bad.size;
}

/** Class index of the highest score per row, the first of equal ones; NaN never wins. */
export function highestScores(yScore: Float32Array, width: number): Int32Array {
  return Int32Array.from({ length: width === 0 ? 0 : yScore.length / width }, (_, row) => {
    let best = 0;
    for (let at = 1; at < width; at++) {
      const score = yScore[row * width + at] ?? Number.NaN;
      const held = yScore[row * width + best] ?? Number.NaN;
      if (score > held || Number.isNaN(held)) best = at;
    }
    return best;
  });
}
