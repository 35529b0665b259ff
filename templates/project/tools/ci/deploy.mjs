// node --import tsx tools/ci/deploy.mjs staging|production: deploys MODEL_VERSION, or else the candidate, of every model in MODELS.

import { openRegistry } from '@create-mlops/model-registry';
import { registryLocation } from '@create-mlops/stage';
import { openGitAccess } from './git-access.mjs';
import { giveOutputs, readProvider } from './provider.mjs';

const provider = readProvider();
openGitAccess();
const registry = openRegistry(registryLocation(process.cwd()), { root: process.cwd() });
for (const model of process.env.MODELS.split(' ')) {
  const version = registry.find(model, 'candidate')?.version;
  if (version && process.argv[2] === 'production')
    registry.promote(model, version, { by: 'deploy', reason: 'staged' });
}
giveOutputs(provider, { passed: process.env.MODELS });
