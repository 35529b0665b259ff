import { BINS, jaccard, type SignedTexts } from './text-signatures.ts';

/** From this Jaccard similarity on two texts count as much alike, unless a setting says otherwise. */
export const NEAR_TEXT = 0.8;
/** A pair at the threshold is to be found with this probability. */
const LEAST_FOUND = 0.99;
/** Three standard errors of a similarity that is estimated from a signature: farther off, nobody needs to count. */
const ESTIMATE_ROOM = (3 * 0.5) / Math.sqrt(BINS);
/** Texts kept per bucket; among many much alike, any of them will do. */
const BUCKET_SIZE = 8;

export type NearTextOptions = {
  /** Least Jaccard similarity of the runs of five letters, 0..1; default 0.8. */
  readonly similarity?: number;
  /** Rows that others may be near to, before the rows that are asked about; default: every earlier row. */
  readonly known?: ReadonlySet<number>;
};

/**
 * For each text the row of one that says nearly the same: equal but for case, digits, spaces and signs, or with most of its
 * runs of five letters. Signatures cut into bands bring candidates together (locality-sensitive hashing), and counting
 * decides, so that nothing is reported that is not near. Linear in the number of texts.
 *
 * @returns a row (0-based) or -1 per text; -1 for the rows of `known`.
 * @see Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3.
 */
export function findNearTexts(
  { plain, signatures }: SignedTexts,
  { similarity = NEAR_TEXT, known }: NearTextOptions = {},
): Int32Array {
  const found = new Int32Array(plain.length).fill(-1);
  const rows = plain.flatMap((letters, row) => (letters === null ? [] : [row]));
  const order =
    known === undefined
      ? rows
      : [...rows.filter((row) => known.has(row)), ...rows.filter((row) => !known.has(row))];
  const isAsked = (row: number) => known === undefined || !known.has(row);
  const isKept = (row: number) => known === undefined || known.has(row);

  const first = new Map<string, number>();
  for (const row of order) {
    const letters = plain[row] ?? '';
    const equal = first.get(letters);
    if (equal === undefined) {
      if (isKept(row)) first.set(letters, row);
    } else if (isAsked(row)) found[row] = equal;
  }
  if (similarity >= 1) return found;

  const width = bandWidth(similarity);
  for (let from = 0; from + width <= BINS; from += width) {
    const buckets = new Map<number, number[]>();
    for (const row of order) {
      // The text that a repeated one repeats stands for both.
      if (found[row] !== -1 && first.get(plain[row] ?? '') !== row) continue;
      const key = bandKey(signatures, row * BINS + from, width);
      const bucket = buckets.get(key);
      if (bucket !== undefined && isAsked(row) && found[row] === -1) {
        found[row] = nearest(row, bucket);
      }
      if (!isKept(row)) continue;
      if (bucket === undefined) buckets.set(key, [row]);
      else if (bucket.length < BUCKET_SIZE) bucket.push(row);
    }
  }
  return found;

  function nearest(row: number, bucket: readonly number[]): number {
    for (const other of bucket) {
      const isLikely = estimate(signatures, row, other) >= similarity - ESTIMATE_ROOM;
      if (isLikely && jaccard(plain[row] ?? '', plain[other] ?? '') >= similarity) return other;
    }
    return -1;
  }
}

/** Bins to a band: as many as still bring nearly all pairs at the threshold together in some band. */
function bandWidth(similarity: number): number {
  for (let width = BINS; width > 1; width--) {
    const bands = Math.floor(BINS / width);
    if (1 - (1 - similarity ** width) ** bands >= LEAST_FOUND) return width;
  }
  return 1;
}

function bandKey(signatures: Uint32Array, from: number, width: number): number {
  // Two halves of a whole number below 2^53, so that different bands hardly ever share a key.
  let [low, high] = [0, 0];
  for (let at = from; at < from + width; at++) {
    const hash = signatures[at] ?? 0;
    low = Math.imul(low ^ hash, 0x9e37_79b1);
    low ^= low >>> 15;
    high = Math.imul(high + hash, 0x85eb_ca6b);
    high ^= high >>> 13;
  }
  return (high & 0x1f_ffff) * 0x1_0000_0000 + (low >>> 0);
}

function estimate(signatures: Uint32Array, a: number, b: number): number {
  let equal = 0;
  for (let bin = 0; bin < BINS; bin++) {
    if (signatures[a * BINS + bin] === signatures[b * BINS + bin]) equal++;
  }
  return equal / BINS;
}
