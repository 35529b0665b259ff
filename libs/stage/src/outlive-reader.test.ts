import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

/** A program of ours whose reader leaves after the first bytes. */
function runUnread(
  body: string,
): Promise<{ readonly code: number | null; readonly errors: string }> {
  const runStage = pathToFileURL(join(import.meta.dirname, 'run-stage.ts')).href;
  const script = `import { runMain } from '${runStage}'; await runMain(async () => { ${body} });`;
  return new Promise((resolve) => {
    const words = ['--import', 'tsx', '--input-type=module', '-e', script];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    child.on('close', (code) => resolve({ code, errors }));
  });
}

const lines = `
  for (let line = 0; line < 50; line++) {
    process.stdout.write('x'.repeat(9999) + '\\n');
    await new Promise((resolve) => setTimeout(resolve, 4));
  }`;

describe('outliveReader', () => {
  it('lets the work go on to its end, and to its own exit code', async () => {
    const run = await runUnread(`${lines} process.stderr.write('done'); return 4;`);
    expect(run).toEqual({ code: 4, errors: 'done' });
  });

  it('hides no other error', async () => {
    const run = await runUnread(`
      process.stdout.write('one');
      process.stdout.emit('error', Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' }));
      return 0;`);
    expect(run.code).toBe(1);
    expect(run.errors).toContain('The disk is full.');
  });
});
