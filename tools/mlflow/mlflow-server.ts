import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';

export type MlflowServer = { readonly address: string; readonly stop: () => Promise<void> };

/** MLflow begins slowly: it makes its data base first. */
const patienceMs = 120_000;

/**
 * Starts an MLflow server of its own on this machine, with everything that it keeps in a temporary folder.
 *
 * @param python of an environment in which MLflow is installed.
 * @throws {Error} with what it printed when it does not come up.
 */
export async function startMlflow(python: string): Promise<MlflowServer> {
  const folder = mkdtempSync(join(tmpdir(), 'mlflow-'));
  const port = await freePort();
  const words = ['--host', '127.0.0.1', '--port', String(port), '--workers', '1'];
  const stores = [
    '--backend-store-uri',
    `sqlite:///${join(folder, 'mlflow.db').replaceAll('\\', '/')}`,
    '--artifacts-destination',
    join(folder, 'artifacts'),
  ];
  const isWindows = process.platform === 'win32';
  const child = spawn(python, ['-m', 'mlflow', 'server', ...words, ...stores], {
    cwd: folder,
    // Its workers are ended with it: on POSIX as one group.
    detached: !isWindows,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    env: { ...process.env, MLFLOW_TRACKING_URI: '', MLFLOW_DISABLE_TELEMETRY: 'true' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const stop = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const address = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const isUp = await fetch(`${address}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return { address, stop };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await stop();
  throw new Error(`MLflow did not come up:\n${output.slice(-3000)}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const exited = once(child, 'exit');
  if (process.platform === 'win32') spawn('taskkill', ['/pid', String(child.pid), '/T', '/F']);
  else process.kill(-child.pid, 'SIGTERM');
  await exited;
}
