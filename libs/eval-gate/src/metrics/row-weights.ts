/** How often each of `count` rows occurs among these indices: what a resample does to rows that are sorted already. */
export function rowWeights(rows: Uint32Array, count: number): Uint32Array {
  const weights = new Uint32Array(count);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0;
    weights[row] = (weights[row] ?? 0) + 1;
  }
  return weights;
}

/** Row indices by ascending score. */
export function rowsByScore(score: Float64Array): Uint32Array {
  return Uint32Array.from(score.keys()).sort((a, b) => (score[a] ?? 0) - (score[b] ?? 0));
}

/** Every row once. */
export function everyRow(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row);
}
