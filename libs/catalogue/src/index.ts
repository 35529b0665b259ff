// Public data sets
export { cacheDirectory } from './cache-directory.ts';
export { type Source, sourceSchema } from './source.ts';
export { type TakeInOptions, takeIn } from './take-in.ts';
