/** Pixels that a figure has on the page, so that it is drawn at its own size and its text is not scaled. */
export const figureWidths = { card: 272, half: 452, full: 950 } as const;
