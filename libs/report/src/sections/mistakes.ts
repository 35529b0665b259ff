import type { Mistake } from '@create-mlops/contracts';
import { type Markup, markup } from '../text/markup.ts';
import { percentText } from '../text/number-text.ts';

/** Only what a picture can be is put into a page: no address, no script. */
const heldPicture = /^data:image\/png(;\w+=\d+)*;base64,[A-Za-z0-9+/=]+$/;

/** What the model was sure of and wrong about: a contact sheet of pictures, or a list of texts. */
export function mistakesBlock(mistakes: readonly Mistake[]): Markup | null {
  if (mistakes.length === 0) return null;
  const isPictures = mistakes.every(({ shown }) => shown.kind === 'image');
  return markup`<h3>Most confident mistakes</h3>
<p class="quiet">On the test split, the surest first. Look at the labels first: such rows are often labelled wrongly.</p>
<div class="${isPictures ? 'sheet' : 'excerpts'}">${mistakes.map(mistake)}</div>
`;
}

function mistake({ observed, predicted, score, shown }: Mistake): Markup {
  const caption = markup`<figcaption><b>${observed}</b> taken for <b>${predicted}</b> (${percentText(score).replace(' ', '\u00a0')})</figcaption>`;
  if (shown.kind === 'text') {
    return markup`<figure><blockquote>${shown.text}</blockquote>${caption}</figure>`;
  }
  if (!heldPicture.test(shown.url)) return markup`<figure>${caption}</figure>`;
  return markup`<figure><img src="${shown.url}" alt="${`A picture of ${observed} that was taken for ${predicted}`}">${caption}</figure>`;
}
