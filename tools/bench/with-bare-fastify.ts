import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';

/** Runs `body` with the port of a bare Fastify that gives `answer` to every request, and stops it. */
export async function withBareFastify<T>(
  answer: string,
  body: (port: number) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const script = join(import.meta.dirname, 'children', 'bare-fastify.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, String(port), answer], {
    cwd: join(import.meta.dirname, '..', '..'),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = once(child, 'exit');
  try {
    const deadline = Date.now() + 30_000;
    while (child.exitCode === null) {
      const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
      if (ready?.ok === true) return await body(port);
      if (Date.now() > deadline) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('The bare Fastify did not start.');
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}
