import { seededDraw } from '@create-mlops/generators';

/** A review as long as those of IMDb, and whether it is positive. */
export type LongReview = { readonly text: string; readonly label: 'neg' | 'pos' };

const VOCABULARY = 60_000;
const syllables = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu'.split(' ');

/** The word of a rank: short where it is frequent, as in a language. */
function wordOf(rank: number): string {
  let word = '';
  for (let rest = rank + 1; rest > 0; rest = Math.floor(rest / syllables.length)) {
    word += syllables[rest % syllables.length] ?? '';
  }
  return word;
}

/**
 * Reviews of about 230 words whose frequencies fall as 1/rank. One word in thirty leans to a class, and each of those is twice
 * as frequent there, so that a model must weigh many words.
 */
export function makeReviews(rows: number, seed = 20_260_131): LongReview[] {
  const draw = seededDraw(seed);
  const words = Array.from({ length: VOCABULARY }, (_, rank) => wordOf(rank));
  const leaning = (rank: number) => (rank % 30 === 7 ? 'pos' : rank % 30 === 19 ? 'neg' : null);
  const rankOf = () => Math.floor(VOCABULARY ** draw.uniform()) - 1;
  return Array.from({ length: rows }, () => {
    const label = draw.uniform() < 0.5 ? 'pos' : 'neg';
    const length = 60 + Math.floor(340 * draw.uniform());
    const text = Array.from({ length }, (_, at) => {
      let rank = rankOf();
      const side = leaning(rank);
      // Half of the words that lean to the other class are said again.
      if (side !== null && side !== label && draw.uniform() < 0.5) rank = rankOf();
      return `${words[rank] ?? ''}${at % 12 === 11 ? '.' : ''}`;
    }).join(' ');
    return { text, label };
  });
}
