import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from './main.ts';

/** Put in by the build. */
declare const VERSION: string;

/** The command as it is published: its cargo lies in an archive beside it. */
export async function run(words: readonly string[]): Promise<void> {
  await main(words, {
    version: VERSION,
    payload: async () => {
      const [{ unpackPayload }, { renderTemplate }] = await Promise.all([
        import('./payload-archive.ts'),
        import('./render-template.ts'),
      ]);
      const archive = readFileSync(join(import.meta.dirname, '..', 'payload.br'));
      return { ...unpackPayload(archive), render: renderTemplate };
    },
  });
}
