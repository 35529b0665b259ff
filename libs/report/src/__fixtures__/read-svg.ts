/** What a test wants to know of an SVG. */
export type ReadSvg = {
  /** Every text shown, tooltips excluded, entities resolved. */
  readonly texts: readonly string[];
  /** Every title: the figure's own first, then the tooltips. */
  readonly titles: readonly string[];
  readonly description: string;
  /** Names of the elements in document order. */
  readonly elements: readonly string[];
};

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
};

/**
 * Reads an SVG strictly: an element that is not closed, an attribute without quotes, a bare `<` or `&`, or a figure that
 * is no number throws.
 */
export function readSvg(svg: string): ReadSvg {
  const open: string[] = [];
  const texts: string[] = [];
  const titles: string[] = [];
  const elements: string[] = [];
  let description = '';
  const pieces = svg.trim().match(/<[^>]*>|[^<]+/g) ?? [];
  if (pieces.join('') !== svg.trim()) throw new Error('A tag is not closed.');
  for (const piece of pieces) {
    if (piece.startsWith('</')) {
      const name = piece.slice(2, -1);
      const expected = open.pop();
      if (name !== expected) throw new Error(`</${name}> where </${expected}> belongs.`);
    } else if (piece.startsWith('<')) {
      const tag = /^<([a-z]+)((?: [a-zA-Z0-9:-]+="[^"<]*")*)(\/?)>$/.exec(piece);
      if (tag === null) throw new Error(`Not a tag: ${piece}`);
      if (/NaN|Infinity|undefined|="null"/.test(tag[2] ?? ''))
        throw new Error(`No number: ${piece}`);
      elements.push(tag[1] ?? '');
      if (tag[3] === '') open.push(tag[1] ?? '');
    } else {
      if (/&(?!(amp|lt|gt|quot|#39);)/.test(piece)) throw new Error(`A bare & in: ${piece}`);
      const text = piece.replace(/&(#?\w+);/g, (_all, name: string) => entities[name] ?? '');
      const parent = open.at(-1);
      if (parent === 'text') texts.push(text);
      if (parent === 'title') titles.push(text);
      if (parent === 'desc') description = text;
    }
  }
  if (open.length > 0) throw new Error(`Not closed: ${open.join(', ')}`);
  return { texts, titles, description, elements };
}
