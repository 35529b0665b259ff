// node --import tsx tools/ci/bring-production.mjs: puts what serves now (bundle, verdict, report, record) of every model below
// artifacts/production, so that each run has a model to download, also one that trained none.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toMarkdown } from '@create-mlops/eval-gate';
import { openRegistry } from '@create-mlops/model-registry';
import { registryLocation, runMain } from '@create-mlops/stage';
import { modelNames } from './affected-stages.mjs';
import { openGitAccess } from './git-access.mjs';
import { readProvider, say } from './provider.mjs';

const provider = readProvider();
openGitAccess();

await runMain(async () => {
  const registry = openRegistry(registryLocation(process.cwd()), { root: process.cwd() });
  const lines = modelNames().map((model) => bring(registry, model));
  say(provider, ['### In production', '', ...lines].join('\n'));
  return 0;
});

function bring(registry, model) {
  const record = registry.find(model, 'production');
  if (record === null) return `- **${model}**: nothing yet.`;
  const verdict = registry.verdict(model, record.version);
  const folder = join('artifacts', 'production', model);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(registry.bundleDirectory(model, record.version), join(folder, 'bundle'), {
    recursive: true,
  });
  writeFileSync(join(folder, 'version.json'), `${JSON.stringify(record, null, 2)}\n`);
  writeFileSync(join(folder, 'verdict.json'), `${JSON.stringify(verdict, null, 2)}\n`);
  writeFileSync(join(folder, 'report.md'), `${toMarkdown(verdict)}\n`);
  const since = record.registeredAt.slice(0, 10);
  return `- **${model}**: version ${record.version}, model ${record.modelHash.slice(0, 12)}, registered ${since}. ${verdict.sentence}`;
}
