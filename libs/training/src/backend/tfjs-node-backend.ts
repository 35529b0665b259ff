import { createRequire } from 'node:module';
import { matMul, ready, setBackend, tensor2d, tidy, topk } from '@tensorflow/tfjs-core';

/** How tfjs-node came out: `absent` when it is not installed, `broken` with what its probe said. */
export type TfjsNodeProbe =
  | { readonly state: 'open' }
  | { readonly state: 'absent' }
  | { readonly state: 'broken'; readonly cause: unknown };

/**
 * Makes the native backend of `@tensorflow/tfjs-node` the current one, if the user has added it. Its import succeeds
 * where its operations fail (Node ≥ 23, or a missing binary), so one multiplication and one top-k are computed first.
 * @param load replaces the import, for tests.
 */
export async function openTfjsNodeBackend(
  load: () => Promise<unknown> = loadTfjsNode,
): Promise<TfjsNodeProbe> {
  try {
    restoreRemovedUtil();
    await load();
    if (!(await setBackend('tensorflow'))) throw new Error('its backend does not start');
    await ready();
    probe();
    return { state: 'open' };
  } catch (cause) {
    return isNotInstalled(cause) ? { state: 'absent' } : { state: 'broken', cause };
  }
}

async function loadTfjsNode(): Promise<unknown> {
  // A variable, because the package is optional: compilers and bundlers must not look for it.
  const packageName = '@tensorflow/tfjs-node';
  return import(packageName);
}

/** tfjs-node 4.22 calls `util.isNullOrUndefined` and `util.isArray`, which Node 23 removed. */
function restoreRemovedUtil(): void {
  const util: Record<string, unknown> = createRequire(import.meta.url)('node:util');
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
}

function probe(): void {
  let product: ArrayLike<number> = [];
  tidy(() => {
    const square = tensor2d([1, 2, 3, 4], [2, 2]);
    product = matMul(square, square).dataSync();
    topk(square, 1).values.dataSync();
  });
  if (product[0] !== 7 || product[3] !== 22) throw new Error('its matrix product is wrong');
}

function isNotInstalled(cause: unknown): boolean {
  return (
    cause instanceof Error &&
    'code' in cause &&
    (cause.code === 'ERR_MODULE_NOT_FOUND' || cause.code === 'MODULE_NOT_FOUND') &&
    cause.message.includes("'@tensorflow/tfjs-node'")
  );
}
