import type { Figure } from '../sections/section.ts';
import { type Markup, markup } from '../text/markup.ts';

/** A figure on the page, with a caption for what the picture does not say itself. */
export function figureBlock(
  { svg }: Figure,
  options: { readonly heading?: string; readonly caption?: string } = {},
): Markup {
  const { heading, caption } = options;
  const drawn: Markup = { markup: svg };
  return markup`<figure>${heading === undefined ? null : markup`<h3>${heading}</h3>`}<div class="drawing">${drawn}</div>${caption === undefined ? null : markup`<figcaption>${caption}</figcaption>`}</figure>
`;
}
