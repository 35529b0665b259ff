/**
 * The name that was probably meant: equal but for case, else the closest within two edits (three above eight letters).
 * @example nearestName('aeg', ['age', 'plan']) // 'age'
 */
export function nearestName(wanted: string, names: readonly string[]): string | null {
  // Longer words are no slip of the finger, and the table below is quadratic.
  if (wanted.length > 100) return null;
  const allowed = wanted.length > 8 ? 3 : 2;
  let best: { readonly name: string; readonly edits: number } | null = null;
  for (const name of names) {
    const edits = countEdits(wanted.toLowerCase(), name.toLowerCase());
    if (edits <= allowed && edits < wanted.length && (best === null || edits < best.edits)) {
      best = { name, edits };
    }
  }
  return best?.name ?? null;
}

/** Levenshtein distance. */
function countEdits(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + Number(a[row - 1] !== b[column - 1]);
      current.push(Math.min((above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
