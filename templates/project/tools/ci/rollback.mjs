// node --import tsx tools/ci/rollback.mjs: moves production of MODELS back to the version before it, for REASON, in the name of
// whoever started the workflow.
import { MlopsError } from '@create-mlops/contracts';
import { openRegistry } from '@create-mlops/model-registry';
import { registryLocation, runMain } from '@create-mlops/stage';
import { modelNames } from './affected-stages.mjs';
import { openGitAccess } from './git-access.mjs';
import { giveOutputs, readProvider, say } from './provider.mjs';

const provider = readProvider();
openGitAccess();

await runMain(async () => {
  const { MODELS = '', REASON: reason = '' } = process.env;
  const by = process.env.GITHUB_ACTOR ?? process.env.GITLAB_USER_LOGIN ?? 'workflow';
  const models = MODELS.split(' ').filter((name) => name !== '');
  const unknown = models.find((name) => !modelNames().includes(name));
  if (models.length === 0 || unknown !== undefined || reason.trim() === '') {
    throw new MlopsError(
      'USAGE',
      reason.trim() === '' ? 'A rollback needs a reason.' : `There is no model "${unknown ?? ''}".`,
      `Models: ${modelNames().join(', ')}.`,
    );
  }
  const registry = openRegistry(registryLocation(process.cwd()), { root: process.cwd() });
  let version = '';
  const said = models.map((model) => {
    const before = registry.find(model, 'production');
    const { aliases } = registry.rollback(model, { by, reason });
    version = String(aliases.production ?? '');
    return `${model}: production went back from version ${before?.version} to version ${aliases.production}, by ${by}: ${reason.replace(/\s+/g, ' ')}`;
  });
  say(provider, said.join('\n\n'));
  giveOutputs(provider, { said: said.join(' '), version });
  return 0;
});
