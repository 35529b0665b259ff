/**
 * The name that was probably meant: equal but for case, else within two edits (three for names above eight
 * characters).
 *
 * @example nearestName('Surived', ['survived', 'sex']) // 'survived'
 */
export function nearestName(wanted: string, names: readonly string[]): string | null {
  const lower = wanted.toLowerCase();
  let best: { name: string; distance: number } | null = null;
  for (const name of names) {
    const distance = editDistance(lower, name.toLowerCase());
    if (best === null || distance < best.distance) best = { name, distance };
  }
  const allowed = wanted.length > 8 ? 3 : 2;
  if (best === null || best.distance > allowed || best.distance >= wanted.length) return null;
  return best.name;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      const above = previous[column] ?? 0;
      const left = current[column - 1] ?? 0;
      const diagonal = previous[column - 1] ?? 0;
      current.push(Math.min(above + 1, left + 1, diagonal + change));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
