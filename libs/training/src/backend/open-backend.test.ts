import { add, getBackend, matMul, tensor2d } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openBackend } from './open-backend.ts';

const absent = async () => {
  throw Object.assign(new Error("Cannot find package '@tensorflow/tfjs-node' imported from x"), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
};
const broken = async () => {
  throw new Error('native addon module (tfjs_binding.node) can not be found at path x.\nMore.');
};

const open = async (
  wanted: Parameters<typeof openBackend>[0],
  loadTfjsNode: () => Promise<unknown>,
) => {
  const warnings: string[] = [];
  const name = await openBackend(wanted, { warn: (line) => warnings.push(line), loadTfjsNode });
  return { name, warnings };
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe('openBackend', () => {
  it('takes wasm silently when tfjs-node is not installed, and leaves no process listener', async () => {
    const printed = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'log')];
    const before = process.listeners('unhandledRejection').length;
    expect(await open('auto', absent)).toEqual({ name: 'wasm', warnings: [] });
    expect(getBackend()).toBe('wasm');
    const square = tensor2d([1, 2, 3, 4], [2, 2]);
    expect([...matMul(square, square).dataSync()]).toEqual([7, 10, 15, 22]);
    expect(process.listeners('unhandledRejection')).toHaveLength(before);
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  });

  it('says aloud when tfjs-node is installed and does not work', async () => {
    const { name, warnings } = await open('auto', broken);
    expect(name).toBe('wasm');
    expect(warnings).toEqual([
      '@tensorflow/tfjs-node is installed but does not work here (native addon module (tfjs_binding.node) can not be found at path x); training uses wasm instead.',
    ]);
  });

  it('does not trust an import that brings no working backend', async () => {
    const { name, warnings } = await open('auto', async () => ({}));
    expect(name).toBe('wasm');
    expect(warnings).toHaveLength(1);
  });

  it('refuses tfjs-node by name when it is absent or broken', async () => {
    await expect(open('tfjs-node', absent)).rejects.toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      message: expect.stringMatching(/not installed/),
    });
    await expect(open('tfjs-node', broken)).rejects.toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      message: expect.stringMatching(/does not work here: native addon/),
    });
  });

  it('opens cpu by name without a banner', async () => {
    const printed = vi.spyOn(console, 'warn');
    expect(await open('cpu', absent)).toEqual({ name: 'cpu', warnings: [] });
    add(tensor2d([[1]]), 1).dataSync();
    expect(printed).not.toHaveBeenCalled();
  });
});
