import type { DatasetLock } from '@create-mlops/contracts';

/** What a person has decided about a new project. The same answers and version give the same bytes. */
export type Answers = {
  /** Folder and package name, valid for npm, Docker tags and Windows. */
  readonly name: string;
  readonly task: string;
  /** Folder below `models/`. */
  readonly model: string;
  readonly ci: string;
  readonly backend: 'auto' | 'wasm' | 'tfjs-node' | 'cpu';
};

/** A file that goes below `models/<model>/data/`: its bytes, or where to copy them from. */
export type DataFile = { readonly path: string } & (
  | { readonly content: Uint8Array }
  | { readonly copyOf: string }
);

/** Limits that follow from the data seen, each with the sentence that explains it. */
export type DataLimits = {
  readonly minRows: number;
  /** Share of missing values that is still fine, by column; only columns that may be missing. */
  readonly maxMissing: Readonly<Record<string, number>>;
  /** Share of rows that are copies of another. */
  readonly maxDuplicates: number;
  /** Smallest class; `null` for regression. */
  readonly minClassShare: number | null;
  /** The timestamp column whose newest value says how fresh the data is; `null` when there is none. */
  readonly freshness: {
    readonly column: string;
    readonly maxAgeDays: number;
    readonly status: 'fail' | 'warn';
  } | null;
  /** Whether a feature that tells the target alone stops the pipeline; otherwise it is pointed out. */
  readonly leakFails: boolean;
};

/** What a row is where it is no line of numbers, for the README. */
export type ContentFacts = {
  /** What rows are called: `pictures`. */
  readonly noun: string;
  /** One sentence on what they are like; empty where nobody has looked yet. */
  readonly facts: string;
  /** What the model does with them, in one or two sentences. */
  readonly model: string;
};

/** Everything about the data that a plan needs, whether it came from a sample or from a person's own file. */
export type DataPlan = {
  /** TypeScript source of `contract.ts`. */
  readonly contract: string;
  /** TypeScript source of `features.ts`, and of its test when it has one. */
  readonly features: string;
  readonly featuresTest: string | null;
  readonly problem: 'binary' | 'multiclass' | 'regression';
  readonly target: string;
  readonly limits: DataLimits;
  /** `null` when the data is still to be fetched. */
  readonly lock: DatasetLock | null;
  /** What is to be expected of data that is not there yet. */
  readonly expected?: {
    readonly rows: number;
    readonly columns: number;
    readonly classes: readonly string[];
    /** Below the data folder. */
    readonly file: string;
  };
  readonly files: readonly DataFile[];
  /** False when the files are too large for git: they are ignored and fetched by `npm run data`. */
  readonly committed: boolean;
  /** How rows are divided: `official` when there is a test file, `group` when rows of one thing repeat. */
  readonly splitStrategy: 'hash' | 'group' | 'official';
  /** Columns watched for fairness. */
  readonly sensitive: readonly string[];
  /** One line on what the data is, for the README. */
  readonly title: string;
  /** What rows are, where they are no lines of a table. */
  readonly content?: ContentFacts;
  /** A row of the data without the target, as JSON, for the README's request example. */
  readonly exampleRow: Readonly<Record<string, string | number | boolean | null>>;
  /** How the README asks the service where a row is no short text: a file sent as the named column. */
  readonly exampleUpload?: { readonly column: string; readonly path: string };
  /** Limits that the gate holds on top of the baseline; only where the number of test rows decides them. */
  readonly gate: Readonly<Record<string, { readonly min?: number; readonly max?: number }>>;
  /** Libraries that only this data needs; files of `templates/<library>/` come with each. */
  readonly libraries?: readonly string[];
  /** A column whose equal values mean the same content, where the features only refer to it. */
  readonly splitBy?: string;
  /** Entries of the settings files that differ from what suits a table of numbers, by stage. */
  readonly settings?: {
    readonly validate?: Readonly<Record<string, unknown>>;
    readonly train?: Readonly<Record<string, unknown>>;
    readonly gate?: Readonly<Record<string, unknown>>;
    readonly drift?: Readonly<Record<string, unknown>>;
  };
};
