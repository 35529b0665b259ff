import { describe, expect, it } from 'vitest';
import { findNearTexts, NEAR_TEXT } from './find-near-texts.ts';
import { jaccard, signTexts } from './text-signatures.ts';

/** Uniform draws in [0, 1), the same every time. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const draw = draws(5);
const letters = 'etaoinshrdlucmfwypvbgk';
const vocabulary = Array.from({ length: 3000 }, () =>
  Array.from({ length: 2 + Math.floor(draw() * 7) }, () => letters[Math.floor(draw() * 22)]).join(
    '',
  ),
);
// Few words are frequent and most are rare, as in any language.
const word = () => vocabulary[Math.floor(3000 * draw() ** 3)] ?? '';
const text = (length: number) => Array.from({ length }, word).join(' ');
/** Some words of a text are others now. */
const edited = (of: string, share: number) =>
  of
    .split(' ')
    .map((each) => (draw() < share ? word() : each))
    .join(' ');

const near = (texts: readonly (string | null)[], similarity = NEAR_TEXT, known?: Set<number>) => [
  ...findNearTexts(signTexts(texts), { similarity, ...(known === undefined ? {} : { known }) }),
];

describe('findNearTexts', () => {
  it('finds what counting every pair finds, and nothing else', () => {
    const originals = Array.from({ length: 300 }, (_, index) => text(8 + (index % 60)));
    const texts = [
      ...originals,
      ...originals.map((each, index) => edited(each, (index % 10) / 60)),
    ];
    const signed = signTexts(texts);
    for (const similarity of [0.5, 0.8, 0.95]) {
      const found = findNearTexts(signed, { similarity });
      let [there, missed] = [0, 0];
      for (const [row, own] of signed.plain.entries()) {
        const at = found[row] ?? -1;
        if (at !== -1) {
          expect(at).toBeLessThan(row);
          expect(jaccard(own ?? '', signed.plain[at] ?? '')).toBeGreaterThanOrEqual(similarity);
        }
        const isNear = signed.plain
          .slice(0, row)
          .some((other) => jaccard(own ?? '', other ?? '') >= similarity);
        if (isNear) there++;
        if (isNear && at === -1) missed++;
      }
      expect(there).toBeGreaterThan(50);
      expect(missed / there).toBeLessThan(0.02);
    }
  });

  it('compares by letters alone, whatever the similarity', () => {
    expect(near(['Win £100 now', 'See you', 'win 2000 NOW!', null, '12', '34'], 1)).toEqual([
      -1, -1, 0, -1, -1, -1,
    ]);
  });

  it('asks about the other rows alone where the known ones are given', () => {
    const known = new Set([2]);
    expect(near(['see you there', 'see you there', 'see you there', 'never'], 0.8, known)).toEqual([
      2, 2, -1, -1,
    ]);
  });

  it('says the same every time, and finds nothing in nothing', () => {
    const texts = Array.from({ length: 200 }, () => text(12));
    expect(near(texts)).toEqual(near(texts));
    expect(near([])).toEqual([]);
    expect(near(['one text'])).toEqual([-1]);
    expect(near([null, null])).toEqual([-1, -1]);
  });

  it('takes texts that all are much alike in stride', () => {
    const [first = ''] = [text(60)];
    const texts = [first, ...Array.from({ length: 2000 }, () => edited(first, 0.02))];
    expect(near(texts).filter((row) => row === -1).length).toBeLessThan(400);
  });
});
