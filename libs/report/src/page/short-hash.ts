import { type Markup, markup } from '../text/markup.ts';

/** The first twelve characters of a hash, the rest as tooltip. */
export function shortHash(hash: string): Markup {
  return markup`<code title="${hash}">${hash.slice(0, 12)}</code>`;
}
