import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

describe('the import entry', () => {
  it('needs nothing at run time but Node itself, and hyparquet where a Parquet file comes', async () => {
    const { metafile } = await build({
      entryPoints: [fileURLToPath(new URL('index.ts', import.meta.url))],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    });
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
    const foreign = imports.filter(({ path }) => !isBuiltin(path));
    expect(foreign.map(({ path, kind }) => ({ path, kind }))).toEqual([
      { path: 'hyparquet', kind: 'dynamic-import' },
    ]);
  });
});
