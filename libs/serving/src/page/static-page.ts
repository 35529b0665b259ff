import { createModelSlot } from '../model/model-slot.ts';
import type { ServedModel } from '../model/served-model.ts';
import { servingOf } from '../service-context.ts';
import { askPageScript } from './ask-page-script.ts';
import { demoBody, pageScript } from './demo-page.ts';
import { createPage, html, scriptJson } from './html.ts';

/**
 * The demo page of one model as a single file that needs no service: `program` answers in the browser.
 *
 * @param parts.program JavaScript that sets `inBrowser`, an object with the function `ask` of a `LocalService`; it must not contain
 * `</script`.
 * @param parts.embedded what the program reads from the element `bundle`, as JSON.
 * @throws {Refusal} saying why the version cannot answer.
 */
export async function staticPage(
  model: ServedModel,
  parts: { readonly program: string; readonly embedded: unknown },
): Promise<string> {
  const slot = createModelSlot(model);
  await slot.follow();
  servingOf(slot);
  try {
    const { title, body } = demoBody([slot], {
      links: null,
      note: 'The model runs in this page: nothing that you enter leaves your browser.',
    });
    const bundle = html`<script type="application/json" id="bundle">${scriptJson(parts.embedded)}</script>`;
    return createPage({
      title,
      body: html`${body}\n${bundle}`,
      script: `${parts.program}${askPageScript}${pageScript([slot])}`,
      isFile: true,
    }).text;
  } finally {
    slot.dispose();
  }
}
