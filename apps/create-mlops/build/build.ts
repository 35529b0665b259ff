// npm run build: the published form of create-mlops in apps/create-mlops/dist. A tiny entry that answers --help and
// --version itself, lazily loaded chunks, and the cargo in one archive. No dependencies. Tests give a folder of their own.
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutPayload } from '@create-mlops/generators/checkout-payload';
import { build, type Plugin } from 'esbuild';
import handlebars from 'handlebars';
import { helpText } from '../src/help.ts';
import { packPayload } from '../src/payload-archive.ts';

const app = join(import.meta.dirname, '..');
const root = join(app, '..', '..');
const [ownFolder] = process.argv.slice(2);
const dist = ownFolder ?? join(app, 'dist');
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

const payload = checkoutPayload(root);
writeFileSync(join(dist, 'payload.br'), packPayload(payload));

/** Each template compiled to a function, so that only Handlebars' runtime is shipped. */
function precompiledTemplates(): string {
  const entries = [...payload.files]
    .filter(([path]) => path.endsWith('.hbs'))
    .map(([path, bytes]) => {
      const code = handlebars.precompile(new TextDecoder().decode(bytes), {
        noEscape: true,
        strict: true,
      });
      return `${JSON.stringify(path)}: ${String(code)}`;
    });
  return `export const templates = {${entries.join(',\n')}};`;
}

/** What only some runs need, by the name of its chunk: questions, a file of the user's, Parquet. */
const lazyChunks: Readonly<Record<string, string>> = {
  '@clack/prompts': 'prompts',
  '@create-mlops/dataset/import': 'import-data',
  hyparquet: 'parquet',
};

/** A dynamic import of one of them stays a chunk of its own. */
const lazilyLoaded: Plugin = {
  name: 'lazily-loaded',
  setup(plugin) {
    plugin.onResolve({ filter: /.*/ }, ({ path, kind }) => {
      const chunk = kind === 'dynamic-import' ? lazyChunks[path] : undefined;
      return chunk === undefined ? undefined : { path: `./${chunk}.cjs`, external: true };
    });
  },
};

const templatesPrecompiled: Plugin = {
  name: 'precompiled-templates',
  setup(plugin) {
    plugin.onResolve({ filter: /^virtual:templates$/ }, () => ({
      path: 'templates',
      namespace: 'virtual',
    }));
    plugin.onLoad({ filter: /.*/, namespace: 'virtual' }, () => ({
      contents: precompiledTemplates(),
      loader: 'js',
    }));
  },
};

await build({
  entryPoints: {
    published: join(app, 'src', 'published.ts'),
    ...Object.fromEntries(Object.entries(lazyChunks).map(([path, chunk]) => [chunk, path])),
  },
  absWorkingDir: app,
  outdir: join(dist, 'chunks'),
  bundle: true,
  // Starting Node's loader of ES modules takes longer than everything that these chunks hold.
  format: 'cjs',
  supported: { 'dynamic-import': false },
  platform: 'node',
  target: 'node20.19',
  minify: true,
  define: { VERSION: JSON.stringify(payload.version), 'import.meta.dirname': '__dirname' },
  legalComments: 'linked',
  outExtension: { '.js': '.cjs' },
  logLevel: 'warning',
  plugins: [lazilyLoaded, templatesPrecompiled],
});

// Syntax of ten years ago: an old Node must come as far as the sentence that says it is too old. `console.log` minds no reader
// that has left.
const entry = `#!/usr/bin/env node
'use strict';
var version = process.versions.node.split('.');
var words = process.argv.slice(2);
if (Number(version[0]) < 20 || (version[0] === '20' && Number(version[1]) < 19)) {
  console.error('create-mlops needs Node 20.19 or newer; this is ' + process.versions.node + '.');
  process.exitCode = 2;
} else if (words.length === 1 && words[0] === '--help') {
  console.log(${JSON.stringify(helpText().trimEnd())});
} else if (words.length === 1 && words[0] === '--version') {
  console.log(${JSON.stringify(payload.version)});
} else {
  require('./chunks/published.cjs').run(words);
}
`;
const entryPath = join(dist, 'create-mlops.cjs');
writeFileSync(entryPath, entry);
chmodSync(entryPath, 0o755);
// npm packs these two from the package's own folder.
if (ownFolder === undefined) {
  for (const name of ['LICENSE', 'README.md']) copyFileSync(join(root, name), join(app, name));
}
