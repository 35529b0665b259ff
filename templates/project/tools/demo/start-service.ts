import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Row } from '@create-mlops/contracts';

export type RunningService = {
  readonly address: string;
  /** Asks about each row, one request after the other; returns how many were answered. */
  readonly ask: (model: string, rows: readonly Row[]) => Promise<number>;
  readonly stop: () => Promise<void>;
};

/**
 * Starts the prediction service of a project on a free port of this machine and waits until it is ready. It ends with this process
 * at the latest.
 *
 * @param environment added to that of this process.
 * @throws {Error} with what the service printed when it does not become ready.
 */
export async function startService(
  root: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<RunningService> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'apps/prediction-service/src/main.ts', String(port)],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      env: { ...process.env, ...environment },
    },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const exited = once(child, 'exit');
  const end = () => child.kill();
  process.once('exit', end);
  const stop = async () => {
    process.off('exit', end);
    end();
    await exited;
  };
  const address = `http://127.0.0.1:${port}`;
  for (let attempt = 0; ; attempt++) {
    const isReady = await fetch(`${address}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) break;
    if (child.exitCode !== null || attempt > 300) {
      await stop();
      throw new Error(`The service did not become ready:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    address,
    stop,
    ask: async (model, rows) => {
      let answered = 0;
      for (const row of rows) {
        const response = await fetch(`${address}/models/${model}/predict`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(row),
        });
        if (response.ok) answered++;
        await response.arrayBuffer();
      }
      return answered;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
