// npm run nodes: the same training on Node 20, 22 and 24, from the npm package `node`, gives the same model hash. What cannot
// be installed here is skipped, and said.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';

const majors = [20, 22, 24];
const INSTALL_MS = 120_000;
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'nodes-'));

/** The binary of that version, or what stood in the way. */
async function installNode(major: number): Promise<{ binary: string } | { problem: string }> {
  const place = join(folder, String(major));
  const words = ['install', '--prefix', place, '--no-save', '--prefer-offline', `node@${major}`];
  const run = await runCommand('npm', words, { cwd: folder, timeoutMs: INSTALL_MS });
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const binary = join(place, 'node_modules', 'node', 'bin', name);
  if (run.code === 0 && existsSync(binary)) return { binary };
  return { problem: run.output.trim().split('\n').at(-1) ?? `npm exited with ${run.code}` };
}

async function hashOn(binary: string): Promise<{ version: string; hash: string }> {
  const version = await runCommand(binary, ['--version'], { cwd: root });
  const script = join('tools', 'nodes', 'train-once.ts');
  const run = await runCommand(binary, ['--import', 'tsx', script], { cwd: root });
  const hash = /^[0-9a-f]{64}$/m.exec(run.output)?.[0];
  if (run.code !== 0 || hash === undefined) throw new Error(run.output);
  return { version: version.output.trim(), hash };
}

writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
const found = [await hashOn(process.execPath)];
for (const major of majors) {
  const installed = await installNode(major);
  if ('problem' in installed) {
    process.stdout.write(
      `Node ${major} is skipped: it cannot be installed (${installed.problem}).\n`,
    );
    continue;
  }
  found.push(await hashOn(installed.binary));
}
rmSync(folder, { recursive: true, force: true });
for (const { version, hash } of found) process.stdout.write(`${version.padEnd(10)} ${hash}\n`);
const isSame = new Set(found.map(({ hash }) => hash)).size === 1;
process.stdout.write(
  isSame
    ? `\nThe same model on ${found.length} Nodes.\n`
    : '\nNot the same model: training is not reproducible across these versions.\n',
);
process.exitCode = isSame ? 0 : 1;
