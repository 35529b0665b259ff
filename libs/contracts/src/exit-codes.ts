/** What a stage's exit code says. The same everywhere: stages, pipeline, command, CI. */
export const exitCodes = {
  /** Everything passed; also: unchanged model, no current window. */
  pass: 0,
  /** A defect of ours. */
  bug: 1,
  /** Wrong usage or settings. */
  usage: 2,
  /** The data broke its contract or a limit. */
  dataInvalid: 3,
  /** The gate blocked the model, or was inconclusive where that blocks. */
  gateBlocked: 4,
  /** The drift stage found drift. */
  driftFound: 5,
  /** Ctrl-C or SIGTERM. */
  interrupted: 130,
} as const;
