import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

/**
 * Runs `body` with a remote cache for Nx in `folder`, on a port and with a token of its own, so that two jobs on one machine
 * do not meet. Without the cache a run is slower, never wrong: if it does not start, that is said and the run goes on.
 */
export async function withCache(folder, body) {
  const token = randomBytes(24).toString('hex');
  const server = spawn(process.execPath, [join(import.meta.dirname, 'cache-server.mjs'), folder], {
    env: { ...process.env, CACHE_TOKEN: token },
    stdio: ['pipe', 'pipe', 'inherit'],
    windowsHide: true,
  });
  const port = await new Promise((resolve) => {
    server.stdout.once('data', (chunk) => resolve(Number.parseInt(String(chunk), 10)));
    server.once('error', () => resolve(Number.NaN));
    server.once('exit', () => resolve(Number.NaN));
  });
  if (Number.isNaN(port)) {
    process.stderr.write('The cache did not start; every stage that is planned runs.\n');
    return body();
  }
  process.env.NX_SELF_HOSTED_REMOTE_CACHE_SERVER = `http://127.0.0.1:${port}`;
  process.env.NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN = token;
  try {
    return await body();
  } finally {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.stdin.end();
    await ended;
  }
}
