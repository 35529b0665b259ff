import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../fault.ts';

/** A disk or a transfer changed one byte of the model in production. */
export const corruptedBundle: Fault = {
  name: 'corrupted-bundle',
  title: 'one byte of the production model has changed',
  stoppedBy: 'serve',
  exitCode: 2,
  says: /weights\.bin/,
  inject: async (sandbox) => {
    const registry = join(sandbox.root, 'registry', sandbox.model);
    const { aliases }: { aliases: { production?: number } } = JSON.parse(
      readFileSync(join(registry, 'aliases.json'), 'utf8'),
    );
    const path = join(registry, 'versions', String(aliases.production), 'bundle', 'weights.bin');
    const bytes = readFileSync(path);
    bytes[10] = (bytes[10] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    return `One bit of version ${aliases.production}'s weights.bin was flipped.`;
  },
  // The service, the gate and the drift check all load through the same verification; drift is the shortest way there.
  run: (sandbox) => sandbox.node(join('models', sandbox.model, 'drift', 'main.ts')),
};
