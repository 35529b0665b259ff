import { describe, expect, it } from 'vitest';
import { missingOptionalPackages, namedHosts } from './check-lock.ts';

describe('missingOptionalPackages', () => {
  const esbuild = {
    optionalDependencies: { '@esbuild/linux-x64': '1', '@esbuild/win32-x64': '1' },
  };

  it('names the platform package that the lock lacks', () => {
    const packages = { 'node_modules/esbuild': esbuild, 'node_modules/@esbuild/linux-x64': {} };
    expect(missingOptionalPackages({ packages })).toEqual([
      'node_modules/esbuild lacks @esbuild/win32-x64',
    ]);
  });

  it('accepts them at the root and below their parent', () => {
    const packages = {
      'node_modules/esbuild': esbuild,
      'node_modules/@esbuild/linux-x64': {},
      'node_modules/esbuild/node_modules/@esbuild/win32-x64': {},
    };
    expect(missingOptionalPackages({ packages })).toEqual([]);
  });
});

describe('namedHosts', () => {
  it('finds the host of a download address', () => {
    expect(namedHosts('{"resolved": "https://packages.example.org/x.tgz"}')).toEqual([
      'packages.example.org',
    ]);
    expect(namedHosts('{"version": "1.0.0"}')).toEqual([]);
  });
});
