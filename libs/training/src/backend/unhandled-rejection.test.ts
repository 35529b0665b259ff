import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

it('a rejection that nobody handles ends the process with code 1 and a stack that names the line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rejection-'));
  const script = join(folder, 'stage.mts');
  const backend = pathToFileURL(join(import.meta.dirname, 'open-backend.ts')).href;
  writeFileSync(
    script,
    `import { openBackend } from ${JSON.stringify(backend)};
await openBackend('wasm');
async function forgotten() {
  throw new Error('nobody waits for this');
}
void forgotten();
await new Promise((resolve) => setTimeout(resolve, 1000));
`,
  );
  const run = spawnSync(process.execPath, ['--import', 'tsx', script], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true, force: true });
  expect(run.stderr).toMatch(/Error: nobody waits for this\n\s+at forgotten \(.*stage\.mts:4/);
  expect(run.status).toBe(1);
});
