// Bundles the service into dist/: one file, and the engine's .wasm files beside it. The image runs it without packages.
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const out = join(here, '..', 'dist');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

/** Packages with binaries that a service may need; they are copied with what they depend on. */
const native = ['sharp'];

const result = await build({
  entryPoints: [join(here, 'main.ts')],
  outfile: join(out, 'service.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifySyntax: true,
  legalComments: 'none',
  // Packages that mark files as free of side effects too generously would lose the cpu backend.
  ignoreAnnotations: true,
  // What loads a binary of its own stays a package.
  external: ['@duckdb/*', ...native],
  // CommonJS packages in the bundle look for these names; the engine finds its .wasm files by them.
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      'const require = __createRequire(import.meta.url);',
      'const __filename = import.meta.filename;',
      'const __dirname = import.meta.dirname;',
    ].join(' '),
  },
  metafile: true,
  logLevel: 'warning',
});

// The engine stands in the dependencies of the training library, so it is looked for from there.
const require = createRequire(join(here, '..', '..', '..', 'libs', 'training', 'package.json'));
const wasm = dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'));
const files = readdirSync(join(wasm, 'dist')).filter((name) => name.endsWith('.wasm'));
for (const name of files) copyFileSync(join(wasm, 'dist', name), join(out, name));

const imported = Object.values(result.metafile.outputs).flatMap(({ imports }) =>
  imports.map(({ path }) => path),
);
const copied = native.filter((name) => imported.includes(name));
for (const name of copied) copyPackage(name);

const onnx = copyOnnxRuntime();
const bytes = Object.values(result.metafile.outputs).reduce((sum, file) => sum + file.bytes, 0);
process.stdout.write(
  `dist/service.mjs: ${(bytes / 1_048_576).toFixed(1)} MB, and ${files.length} .wasm files${onnx ? ', and ONNX Runtime' : ''}${copied.length > 0 ? `, and ${copied.join(', ')}` : ''}.\n`,
);

/** A package and everything that it depends on, as it is installed here: the binaries of this system, and no others. */
function copyPackage(name, seen = new Set()) {
  const from = join(here, '..', '..', '..', 'node_modules', name);
  if (seen.has(name) || !existsSync(from)) return;
  seen.add(name);
  cpSync(from, join(out, 'node_modules', name), { recursive: true });
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(from, 'package.json'), 'utf8'),
  );
  for (const other of Object.keys({ ...dependencies, ...optionalDependencies })) {
    copyPackage(other, seen);
  }
}

/**
 * ONNX Runtime looks for its own files beside its module, so it stays a package: `dist/node_modules/onnxruntime-web`, of
 * its 140 MB only the 14 that run here. Returns whether the project has it.
 */
function copyOnnxRuntime() {
  const packages = join(here, '..', '..', '..', 'node_modules');
  const wanted = {
    'onnxruntime-web': [
      'package.json',
      'dist/ort.node.min.mjs',
      'dist/ort-wasm-simd-threaded.mjs',
      'dist/ort-wasm-simd-threaded.wasm',
    ],
    'onnxruntime-common': ['package.json', 'dist/esm'],
  };
  if (!existsSync(join(packages, 'onnxruntime-web'))) return false;
  for (const [name, paths] of Object.entries(wanted)) {
    for (const path of paths) {
      const to = join(out, 'node_modules', name, ...path.split('/'));
      cpSync(join(packages, name, ...path.split('/')), to, { recursive: true });
    }
  }
  return true;
}
