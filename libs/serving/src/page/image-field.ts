import type { RequestColumn } from '../request/request-schema.ts';
import { type Html, html } from './html.ts';

/** Side of the canvas, in its own pixels; the page shows it as wide as there is room. */
const canvasSide = 336;

/**
 * The field of a picture: a canvas to draw on that also takes a file, dropped, chosen or pasted. What will be sent stands
 * in a hidden field as a data URL.
 * @param parts.common attributes that the page's script finds the field by.
 * @param parts.text the example, a data URL.
 */
export function imageField(
  { image }: RequestColumn,
  { id, common, text }: { readonly id: string; readonly common: Html; readonly text: string },
): Html {
  const accepted = (image?.formats ?? []).filter((format) => format !== 'raw');
  const accept = accepted.map((format) => `image/${format}`).join(',');
  const megabytes = ((image?.maxBytes ?? 0) / 1_048_576).toLocaleString('en-US', {
    maximumFractionDigits: 1,
  });
  return html`<div class="picture" data-picture="${id}">
<input type="hidden" ${common} value="${text}">
<canvas width="${canvasSide}" height="${canvasSide}" tabindex="0" role="img" aria-label="The picture that will be sent. Draw on it, or drop a file."></canvas>
<div class="picture-tools">
<label class="button" for="${id}-file">Choose a file</label><input type="file" id="${id}-file" class="aside" accept="${accept}">
<button type="button" class="picture-clear">Clear</button>
<label class="pen">Pen <input type="range" class="pen-size" min="1" max="20" value="8" aria-label="Width of the pen"></label>
<input type="color" class="pen-colour" value="#ffffff" aria-label="Colour of the pen">
</div>
<p class="hint">Draw with the pen, or drop, choose or paste ${accepted.map((format) => format.toUpperCase()).join(', ')} up to ${megabytes} MB.</p>
<div class="picture-examples" role="group" aria-label="Examples from training"></div>
</div>`;
}
