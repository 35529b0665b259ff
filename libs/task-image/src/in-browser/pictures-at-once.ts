/** A browser decodes beside its page; a few at a time are enough. */
export const picturesAtOnce = 4;
