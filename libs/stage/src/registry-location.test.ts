import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { registryLocation } from './registry-location.ts';

const root = resolve('acme');

describe('registryLocation', () => {
  it('is the folder registry unless something is named', () => {
    expect(registryLocation(root, {})).toBe(join(root, 'registry'));
    expect(registryLocation(root, { MLOPS_REGISTRY: '' })).toBe(join(root, 'registry'));
  });

  it('sees folders from the root and leaves git as it is', () => {
    expect(registryLocation(root, { MLOPS_REGISTRY: 'models' })).toBe(join(root, 'models'));
    expect(registryLocation(root, { MLOPS_REGISTRY: './git' })).toBe(join(root, 'git'));
    expect(registryLocation(root, { MLOPS_REGISTRY: 'git' })).toBe('git');
    expect(registryLocation(root, { MLOPS_REGISTRY: 'git:upstream' })).toBe('git:upstream');
  });
});
