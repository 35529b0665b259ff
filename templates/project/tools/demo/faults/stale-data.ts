import type { Fault } from '../fault.ts';

const monthsLater = 4;

/** The export stopped months ago, and nobody noticed. */
export const staleData: Fault = {
  name: 'stale-data',
  title: 'the newest row is months old',
  stoppedBy: 'validate',
  exitCode: 3,
  says: /old|stale|days|newest/i,
  inject: async (sandbox) => {
    if (!sandbox.read('validate', 'validate.config.ts').includes('freshness')) return null;
    sandbox.edit(['validate', 'validate.config.ts'], /(freshness: \{[^}]*?), status: 'warn'/, '$1');
    const lock: { capturedAt: string } = JSON.parse(sandbox.read('data', 'dataset.lock.json'));
    const captured = new Date(lock.capturedAt);
    captured.setUTCMonth(captured.getUTCMonth() + monthsLater);
    sandbox.write(
      `${JSON.stringify({ ...lock, capturedAt: captured.toISOString() }, null, 2)}\n`,
      'data',
      'dataset.lock.json',
    );
    return `The data was taken in ${monthsLater} months after its newest row.`;
  },
};
