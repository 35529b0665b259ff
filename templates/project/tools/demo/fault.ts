import type { Run, Sandbox } from './sandbox.ts';

/** Something that goes wrong in real life, and the stage that stops it. */
export type Fault = {
  readonly name: string;
  /** What happens, for the menu. */
  readonly title: string;
  /** The stage that must stop it. */
  readonly stoppedBy: 'validate' | 'evaluate' | 'serve' | 'drift';
  /** The pipeline's exit code: 3 data invalid, 4 gate blocked; 5 drift found; 2 where a stage refuses to work. */
  readonly exitCode: number;
  /** Words that the stage's sentence must hold. */
  readonly says: RegExp;
  /**
   * Brings the fault into the sandbox, and says what was done.
   * @returns `null` when this data cannot have the fault, such as staleness without a timestamp.
   */
  readonly inject: (sandbox: Sandbox) => Promise<string | null>;
  /** What is run then; default: the pipeline. */
  readonly run?: (sandbox: Sandbox) => Promise<Run>;
};
