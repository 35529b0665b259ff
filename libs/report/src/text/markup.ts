/** Text that is HTML or SVG already. Everything else is escaped where it enters a template. */
export type Markup = { readonly markup: string };

type Part = Markup | string | number | null | readonly Part[];

/**
 * A template of HTML or SVG whose values cannot become markup. Numbers are coordinates: two decimals at most.
 *
 * @example markup`<b>${'a < b'}</b>`.markup // '<b>a &lt; b</b>'
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: String.raw({ raw: strings }, ...parts.map(render)) };
}

function render(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string') return escapeMarkup(part);
  if (typeof part === 'number') return String(Number(part.toFixed(2)));
  return 'markup' in part ? part.markup : part.map(render).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as text of HTML, SVG or an attribute. Control characters, which XML forbids, become spaces. */
export function escapeMarkup(text: string): string {
  return (
    text
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, ' ')
      .replace(/[&<>"']/g, (character) => entities[character] ?? '')
  );
}
