import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PlannedFile } from '../planned-file.ts';

/**
 * What the project's own formatter and linter say of the TypeScript that was made from values: one run over the different
 * files of all plans, with the plan's own biome.json.
 */
export function formatProblems(plans: readonly (readonly PlannedFile[])[]): string {
  const root = mkdtempSync(join(tmpdir(), 'plans-'));
  try {
    const seen = new Set<string>();
    for (const [index, plan] of plans.entries()) {
      for (const { path, kind, source } of plan) {
        const isSettings = index === 0 && path === 'biome.json';
        if (
          !('content' in source) ||
          (!isSettings && (kind !== 'built' || !path.endsWith('.ts')))
        ) {
          continue;
        }
        const text = new TextDecoder().decode(source.content);
        if (seen.has(text)) continue;
        seen.add(text);
        const place = isSettings ? join(root, path) : join(root, `plan-${index}`, path);
        mkdirSync(dirname(place), { recursive: true });
        // There is no repository here whose .gitignore could be read.
        writeFileSync(
          place,
          isSettings ? text.replace('"useIgnoreFile": true', '"useIgnoreFile": false') : text,
        );
      }
    }
    const require = createRequire(import.meta.url);
    const biome = require.resolve('@biomejs/biome/bin/biome');
    const words = [biome, 'check', '--max-diagnostics=20', '--colors=off', root];
    const run = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
    return run.status === 0 ? '' : run.stdout + run.stderr;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
