import { MlopsError } from '@create-mlops/contracts';
import { build } from 'esbuild';

/**
 * The program of a static page: contract, derived features, task and engine of one model as one script, which sets `inBrowser`.
 * What a browser lacks is left out by the field `browser` in the package.json of the library that imports it.
 *
 * @throws {MlopsError} MODEL_UNUSABLE naming the file when contract, features or task need what a browser does not have.
 */
export async function bundleProgram(root: string, model: string): Promise<string> {
  const result = await build({
    stdin: {
      contents: [
        "import './tools/pages/without-eval.ts';",
        `import { served } from './models/${model}/serve/index.ts';`,
        "import { openModel } from './tools/pages/open-model.ts';",
        'export const { ask } = openModel(served);',
      ].join('\n'),
      resolveDir: root,
      sourcefile: 'page.ts',
      loader: 'ts',
    },
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'inBrowser',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    // Packages that mark files as free of side effects too generously would lose the cpu backend.
    ignoreAnnotations: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'silent',
  }).catch((cause: { readonly errors?: readonly { readonly text: string }[] }) => {
    const why = (cause.errors ?? []).slice(0, 3).map(({ text }) => text);
    throw new MlopsError(
      'MODEL_UNUSABLE',
      `The model ${model} cannot run in a browser: ${why.join('; ') || String(cause)}.`,
      "Leave out of contract.ts and features.ts what only Node has, or name a replacement in the field `browser` of that library's package.json.",
      { cause },
    );
  });
  return result.outputFiles[0]?.text ?? '';
}
