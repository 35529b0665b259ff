import { type Markup, markup } from '../text/markup.ts';

/** What a figure is called and says, for people who do not see it. */
export type FrameOptions = {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
};

/** The frame of a figure: one SVG element that stands alone, in the classes that `figureCss` colours. */
export function frame(
  { width, height, title, description }: FrameOptions,
  ...body: readonly (Markup | readonly Markup[] | null)[]
): string {
  return markup`<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" aria-label="${title}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><title>${title}</title><desc>${description}</desc>${body}</svg>`
    .markup;
}

/** In place of a figure that has nothing to show. */
export function emptyFrame(options: FrameOptions, sentence: string): string {
  return frame(
    { ...options, height: 48 },
    markup`<text class="muted" x="0" y="28">${sentence}</text>`,
  );
}
