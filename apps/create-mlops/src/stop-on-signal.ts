const interrupted = 130;

/**
 * Ends the process with code 130 when it is told to stop, so that what runs on `exit` cleans up. By itself a signal would end
 * it without. Returns a function that gives the signals back.
 */
export function stopOnSignal(): () => void {
  const stop = () => process.exit(interrupted);
  // SIGHUP is the closed terminal.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}
