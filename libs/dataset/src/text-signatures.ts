import { plainText } from './plain-text.ts';

/** Letters in a shingle: long enough that texts of one language share few by chance, short enough for a line of chat. */
const SHINGLE = 5;
/** Bins of a signature: a power of two. The share of equal bins estimates the Jaccard similarity within 0.06 (one σ). */
export const BINS = 64;
const BIN_BITS = 6;
/** No hash is this: a bin that holds it is empty. */
const EMPTY = 0xffff_ffff;

/** Texts made ready to be compared by what they say. */
export type SignedTexts = {
  /** What is left of each text without case, digits, spaces and signs; `null` where nothing is. */
  readonly plain: readonly (string | null)[];
  /** `[texts, BINS]`, row-major; the bins of a text of which nothing is left are not used. */
  readonly signatures: Uint32Array;
};

/**
 * MinHash signatures of texts by one permutation: every run of five letters is hashed once, the hashes fall into bins, and
 * each bin keeps its least. Bins that stay empty borrow from others, the same ones in every text. Linear in the letters; the
 * same for the same texts, everywhere.
 *
 * @see Li, Owen, Zhang, One Permutation Hashing, NIPS 2012; Shrivastava, Optimal Densification, ICML 2017.
 */
export function signTexts(texts: readonly (string | null)[]): SignedTexts {
  const plain = texts.map((text) => (text === null ? null : plainText(text)));
  const signatures = new Uint32Array(texts.length * BINS);
  for (const [row, letters] of plain.entries()) {
    if (letters === null) continue;
    const bins = signatures.subarray(row * BINS, (row + 1) * BINS).fill(EMPTY);
    const last = lastShingle(letters);
    for (let at = 0; at <= last; at++) {
      const hash = shingleHash(letters, at);
      const bin = hash >>> (32 - BIN_BITS);
      if (hash < (bins[bin] ?? 0)) bins[bin] = hash;
    }
    fillEmpty(bins);
  }
  return { plain, signatures };
}

/**
 * The Jaccard similarity of two plain texts: shingles that both have, as a share of those that either has; 0..1.
 * @example jaccard('winthisprize', 'winthatprize') // 0.14: 2 of 14 shingles
 */
export function jaccard(a: string, b: string): number {
  const [own, other] = [shinglesOf(a), shinglesOf(b)];
  let shared = 0;
  for (const hash of own) if (other.has(hash)) shared++;
  return shared / (own.size + other.size - shared);
}

function shinglesOf(letters: string): ReadonlySet<number> {
  const hashes = new Set<number>();
  const last = lastShingle(letters);
  for (let at = 0; at <= last; at++) hashes.add(shingleHash(letters, at));
  return hashes;
}

/** A text that is shorter than a shingle is one. */
const lastShingle = (letters: string): number => Math.max(0, letters.length - SHINGLE);

function shingleHash(letters: string, at: number): number {
  const end = Math.min(at + SHINGLE, letters.length);
  let hash = 0;
  for (let index = at; index < end; index++) {
    hash = Math.imul(hash ^ letters.charCodeAt(index), 0x9e37_79b1);
    hash ^= hash >>> 15;
  }
  return mixed(hash);
}

function fillEmpty(bins: Uint32Array): void {
  const given = bins.slice();
  for (const [bin, hash] of given.entries()) {
    if (hash !== EMPTY) continue;
    // Some bin is not empty, and the probes of a bin reach all of them.
    for (let probe = 1; bins[bin] === EMPTY; probe++) {
      bins[bin] = given[mixed(bin * 0x1_0001 + probe) >>> (32 - BIN_BITS)] ?? EMPTY;
    }
  }
}

/** Every bit of the result depends on every bit of the number (the finaliser of MurmurHash3); never `EMPTY`. */
function mixed(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  const whole = (hash ^ (hash >>> 16)) >>> 0;
  return whole === EMPTY ? EMPTY - 1 : whole;
}
