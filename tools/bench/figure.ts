/** One line of the table. */
export type Result = {
  /** What was measured, in words. */
  readonly name: string;
  /** The number with its unit, and what it was compared with; why it could not be measured otherwise. */
  readonly measured: string;
  readonly target: string;
  /** `null` when it could not be measured here. */
  readonly met: boolean | null;
};

/** What the figures share: one temporary folder, one copy of the built command, one installed project. */
export type Bench = {
  /** Removed when all figures are through. */
  readonly folder: string;
  /** The built command's entry file, built into a folder of its own. */
  readonly command: () => Promise<string>;
  /** A project with the churn sample, installed; its pipeline has not run yet. */
  readonly project: () => Promise<string>;
  /** Progress, for people. */
  readonly say: (text: string) => void;
};

/** A figure: one file below figures/, and one line in figures/index.ts. */
export type Figure = {
  /** The word that asks for it alone. */
  readonly name: string;
  readonly measure: (bench: Bench) => Promise<readonly Result[]>;
};
