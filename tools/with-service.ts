import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './free-port.ts';

/**
 * Starts a project's prediction service, waits until it is ready, runs `body` with its address, and stops it.
 *
 * @throws {Error} with what the service printed when it does not become ready within 30 s.
 */
export async function withService<T>(
  project: string,
  body: (address: string) => Promise<T>,
  options: {
    /** What Node is started with; default: the service as TypeScript. */
    readonly words?: readonly string[];
    readonly environment?: NodeJS.ProcessEnv;
  } = {},
): Promise<T> {
  const { words = ['--import', 'tsx', 'apps/prediction-service/src/main.ts'] } = options;
  const port = await freePort();
  const child = spawn(process.execPath, [...words, String(port)], {
    cwd: project,
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = once(child, 'exit');
  try {
    const address = `http://127.0.0.1:${port}`;
    await waitUntilReady(
      address,
      () => child.exitCode !== null,
      () => output,
    );
    return await body(address);
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

async function waitUntilReady(
  address: string,
  hasExited: () => boolean,
  output: () => string,
): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && !hasExited()) {
    try {
      if ((await fetch(`${address}/health/ready`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The service did not become ready:\n${output()}`);
}
