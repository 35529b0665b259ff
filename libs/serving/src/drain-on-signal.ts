import type { FastifyInstance } from 'fastify';

/** The part of `process` that is needed here. */
export type SignalSource = {
  readonly on: (signal: 'SIGINT' | 'SIGTERM', listener: () => void) => unknown;
  readonly exit: (code: number) => void;
};

/** npm passes Ctrl-C on to a process that the terminal has told already: not a second wish. */
const echoMs = 500;

/**
 * SIGTERM or SIGINT: `/health/ready` turns to 503, no new connection is taken, requests under way are answered, the log is
 * written, then the process ends with 0. What takes longer than `drainMs` is cut off; a second signal cuts off at once.
 */
export function drainOnSignal(
  app: FastifyInstance,
  options: {
    readonly drainMs: number;
    readonly report?: (line: string) => void;
    readonly source?: SignalSource;
  },
): void {
  const { drainMs, report = () => {}, source = process } = options;
  let stoppingSince: number | null = null;
  const stop = () => {
    if (stoppingSince !== null) {
      if (performance.now() - stoppingSince > echoMs) source.exit(0);
      return;
    }
    stoppingSince = performance.now();
    report('Stopping: requests under way are answered first.');
    app.beginDrain();
    const cut = setTimeout(() => {
      report(`Not everything was answered within ${drainMs} ms; the rest is cut off.`);
      app.server.closeAllConnections();
      source.exit(0);
    }, drainMs);
    app.close().then(
      () => {
        clearTimeout(cut);
        source.exit(0);
      },
      (error: unknown) => {
        report(String(error));
        source.exit(1);
      },
    );
  };
  source.on('SIGINT', stop);
  source.on('SIGTERM', stop);
}
