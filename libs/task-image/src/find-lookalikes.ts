/** Grey values of 16 × 16 pixels, and what stands for the picture's exact content. */
export type Thumbnail = { readonly content: string | null; readonly pixels: Uint8Array | null };

/** Two pictures whose thumbnails differ by less than this share of what each differs from plain grey look the same. */
const CLOSE = 0.12;
/** With a smaller deviation there is nothing to compare: all blank pictures look alike. */
const LEAST_SPREAD = 2;
const HASH_BITS = 64;
/** How far along a sorted list of hashes a partner is looked for, and how many bits may differ. */
const NEIGHBOURS = 8;
const MOST_BITS = 10;

/**
 * For each picture the row of an earlier one that looks nearly the same without being equal: saved again, recompressed,
 * made lighter. Hashes of gradients, sorted from each of four of their parts, bring candidates side by side; thumbnails
 * decide.
 *
 * @returns a row (0-based) or `null`, per picture.
 * @see http://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html (difference hash)
 */
export function findLookalikes(pictures: readonly Thumbnail[]): readonly (number | null)[] {
  const found = new Array<number | null>(pictures.length).fill(null);
  const shapes = pictures.map(({ pixels }) => (pixels === null ? null : shapeOf(pixels)));
  const rows = pictures.flatMap((_, row) => (shapes[row] ? [row] : []));
  for (let turn = 0; turn < HASH_BITS; turn += HASH_BITS / 4) {
    const keys = shapes.map((shape) => (shape === null ? '' : rotated(shape.hash, turn)));
    rows.sort((a, b) => ((keys[a] ?? '') < (keys[b] ?? '') ? -1 : 1));
    for (const [place, row] of rows.entries()) {
      for (const other of rows.slice(place + 1, place + 1 + NEIGHBOURS)) {
        const [earlier, later] = row < other ? [row, other] : [other, row];
        if (found[later] !== null || pictures[earlier]?.content === pictures[later]?.content) {
          continue;
        }
        const [a, b] = [shapes[earlier], shapes[later]];
        if (a && b && bitsApart(a.hash, b.hash) <= MOST_BITS && distance(a, b) < CLOSE) {
          found[later] = earlier;
        }
      }
    }
  }
  return found;
}

type Shape = { readonly hash: string; readonly values: Float32Array; readonly spread: number };

/** The thumbnail with mean 0, and the bits "is lighter than its right neighbour" on 8 × 8 places of it. */
function shapeOf(pixels: Uint8Array): Shape | null {
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  const values = Float32Array.from(pixels, (value) => value - mean);
  const spread = values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
  if (spread < LEAST_SPREAD) return null;
  let hash = '';
  for (let y = 0; y < 16; y += 2) {
    for (let x = 0; x < 16; x += 2) {
      const at = y * 16 + x;
      hash += (values[at] ?? 0) > (values[at + 1] ?? 0) ? '1' : '0';
    }
  }
  return { hash, values, spread };
}

const rotated = (hash: string, by: number): string => hash.slice(by) + hash.slice(0, by);

function bitsApart(a: string, b: string): number {
  let apart = 0;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) apart++;
  return apart;
}

/** Mean difference of two thumbnails as a share of their mean deviation from plain grey. */
function distance(a: Shape, b: Shape): number {
  let sum = 0;
  for (const [at, value] of a.values.entries()) sum += Math.abs(value - (b.values[at] ?? 0));
  return sum / a.values.length / Math.max(a.spread, b.spread);
}
