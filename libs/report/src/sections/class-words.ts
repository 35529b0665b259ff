import type { ClassWords } from '@create-mlops/contracts';
import { type Markup, markup } from '../text/markup.ts';
import { numberText, plural } from '../text/number-text.ts';

/** More classes than this do not fit on a page. */
const MOST_CLASSES = 12;

/** The words that speak most for each class, with bars that all classes share the scale of. */
export function wordsBlock(words: readonly ClassWords[]): Markup | null {
  const told = words.filter((each) => each.words.length > 0).slice(0, MOST_CLASSES);
  if (told.length === 0) return null;
  const largest = Math.max(...told.flatMap((each) => each.words.map(({ weight }) => weight)));
  return markup`<h3>Words that weigh most</h3>
<p class="quiet">How much lower the score of the class is where the word is left out of a test text, on average over those that have it. A word weighs with its neighbours: without “good”, a “not good” is gone.</p>
<div class="cards">${told.map((each) => card(each, largest))}</div>
`;
}

function card({ class: name, words }: ClassWords, largest: number): Markup {
  return markup`<div class="card"><h4 title="${name}">${name}</h4><ol class="words">${words.map(
    ({ word, weight, texts }) =>
      markup`<li title="${`in ${plural(texts, 'text')} that were tried`}"><span>${word}</span><span class="bar"><span style="width:${(100 * weight) / largest}%"></span></span><span class="number">${numberText(weight)}</span></li>`,
  )}</ol></div>
`;
}
