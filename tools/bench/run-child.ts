import { join } from 'node:path';
import { type Measured, measureProcess } from './measure-process.ts';

/** Runs a script of children/ in a process of its own; its last line is what it found, as JSON. */
export async function runChild<T>(
  name: string,
  words: readonly string[],
  options: { readonly timeoutMs?: number } = {},
): Promise<Measured & { readonly found: T }> {
  const script = join(import.meta.dirname, 'children', `${name}.ts`);
  const measured = await measureProcess(process.execPath, ['--import', 'tsx', script, ...words], {
    cwd: join(import.meta.dirname, '..', '..'),
    memory: true,
    ...options,
  });
  const found: T = JSON.parse(measured.output.trimEnd().split('\n').at(-1) ?? 'null');
  return { ...measured, found };
}
