import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openBackend } from './open-backend.ts';

it('openBackend falls back to cpu aloud where the .wasm files are missing, and refuses wasm by name', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const warnings: string[] = [];
  const options = {
    warn: (sentence: string) => warnings.push(sentence),
    wasmDirectory: join(tmpdir(), 'no-wasm-here'),
    loadTfjsNode: async () => {
      throw new Error('absent');
    },
  };
  await expect(openBackend('wasm', options)).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
  expect(await openBackend('auto', options)).toBe('cpu');
  expect(warnings.at(-1)).toBe(
    'The wasm backend does not start here; training uses cpu, which is many times slower.',
  );
});
