import type { DataPlan, Payload } from '@create-mlops/generators';
import type { Ask } from '../ask.ts';
import type { ResolvedAnswers } from '../resolve-answers.ts';

/** Flags that say something about the data; each task takes some of them. */
export type DataFlag = 'target' | 'text' | 'test-data' | 'keep' | 'labels';

/** Data of the user's, read and understood. */
export type FoundData = {
  readonly plan: DataPlan;
  /** Folder below `models/`. */
  readonly model: string;
  /** What was found and done, for people. */
  readonly notes: readonly string[];
  /** What a person should look at before the first commit. */
  readonly warnings: readonly string[];
  /** Bytes of the data files by their path in the project. */
  readonly sizes: ReadonlyMap<string, number>;
};

/** One kind of data that projects are made for: what is asked, and how the user's own data is taken in. */
export type TaskChoice = {
  readonly name: string;
  /** What it learns from, for the question. */
  readonly title: string;
  /** Bundled samples; the first is the default. */
  readonly samples: readonly [string, ...string[]];
  /** What `--data` may be, for the question. */
  readonly dataIs: string;
  /** The flags about the data that mean something here. */
  readonly takes: readonly DataFlag[];
  /** Asks for what is still open about data of the user's. */
  readonly complete: (answers: ResolvedAnswers, ask: Ask) => Promise<ResolvedAnswers>;
  /**
   * Reads the user's data and puts what goes into the project below `staging`.
   * @throws {CommandError | ImportError} when it cannot be used, saying what to do.
   */
  readonly prepare: (
    answers: ResolvedAnswers,
    payload: Payload,
    staging: string,
  ) => Promise<FoundData>;
};
