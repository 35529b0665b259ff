import { availableParallelism } from 'node:os';

/** Enough to keep every core busy while files are read. */
export const picturesAtOnce = 2 * availableParallelism();
