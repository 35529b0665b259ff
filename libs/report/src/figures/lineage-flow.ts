import { frame } from '../drawing/frame.ts';
import { label } from '../drawing/label.ts';
import { type Markup, markup } from '../text/markup.ts';

export type LineageFlowData = {
  /** What the model was made of: a name and what identifies it. */
  readonly inputs: readonly LineageBox[];
  readonly model: LineageBox;
  /** The registered version of this very model; `null` while there is none. */
  readonly version: LineageBox | null;
};

export type LineageBox = {
  readonly name: string;
  readonly identity: string;
  readonly beside: string;
};

const ROW = 62;
const BOX_HEIGHT = 50;

/** From what was put in, by way of the model, to the version that serves. */
export function lineageFlow(
  { inputs, model, version }: LineageFlowData,
  { width = 950 } = {},
): string {
  const boxWidth = Math.min(250, (width - 120) / 3);
  const height = Math.max(inputs.length * ROW, ROW) - (ROW - BOX_HEIGHT) + 4;
  const [middle, right] = [(width - boxWidth) / 2, width - boxWidth - 2];
  const centre = height / 2;
  const center = (index: number) => 2 + index * ROW + BOX_HEIGHT / 2;
  const registered = version ?? { name: 'Version', identity: 'not registered', beside: '' };
  const description = `${inputs.map(({ name, identity }) => `${name} ${identity}`).join(', ')} → ${model.name} ${model.identity} → ${registered.name} ${registered.identity}.`;
  return frame(
    { width, height, title: 'Where the model came from', description },
    inputs.map((_, index) => arrow([boxWidth + 2, center(index)], [middle, centre])),
    arrow([middle + boxWidth, centre], [right, centre]),
    inputs.map((input, index) => box(2, center(index), boxWidth, input, 'paper')),
    box(middle, centre, boxWidth, model, 'paper accent'),
    box(right, centre, boxWidth, registered, version === null ? 'paper open' : 'paper accent'),
  );
}

function box(
  x: number,
  centre: number,
  width: number,
  { name, identity, beside }: LineageBox,
  look: string,
): Markup {
  const y = centre - BOX_HEIGHT / 2;
  return markup`<g><rect class="${look}" x="${x}" y="${y}" width="${width}" height="${BOX_HEIGHT}" rx="8"/>${label(x + 14, centre - 5, name, { look: 'strong', maxWidth: width * 0.45 })}${label(x + width - 14, centre - 5, identity, { anchor: 'end', look: 'code small', maxWidth: width * 0.5 })}${label(x + 14, centre + 14, beside, { look: 'muted small', maxWidth: width - 28 })}</g>`;
}

function arrow([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): Markup {
  const bend = (x1 + x2) / 2;
  return markup`<path class="flow" d="M${x1} ${y1} C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}"/>`;
}
