import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { getBackend } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { openBackend } from './open-backend.ts';

it('openBackend finds the .wasm files where a bundled service put them, also when asked twice', async () => {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  for (let call = 0; call < 2; call++) {
    expect(await openBackend('wasm', { wasmDirectory: dirname(entry) })).toBe('wasm');
  }
  expect(getBackend()).toBe('wasm');
});
