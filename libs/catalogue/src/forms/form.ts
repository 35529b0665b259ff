import type { DatasetLock } from '@create-mlops/contracts';
import type { Source } from '../source.ts';
import type { FetchedDownload } from '../take-in.ts';

export type FormInput = {
  readonly source: Source;
  readonly fetched: readonly FetchedDownload[];
  /** The model's data folder, and its `raw/`. */
  readonly directory: string;
  readonly raw: string;
  readonly target: string;
  /** A folder for what is needed meanwhile; it is removed afterwards. */
  readonly work: string;
};

/** One form in which data sets are published: puts what was fetched into `raw/` and says what stands there. */
export type Form = (input: FormInput) => Promise<DatasetLock>;
