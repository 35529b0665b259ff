// node --import tsx tools/ci/image-labels.mjs: names of the images, and which model versions serve now, for a tag: churn-3.
import { openRegistry } from '@create-mlops/model-registry';
import { registryLocation, runMain } from '@create-mlops/stage';
import { modelNames } from './affected-stages.mjs';
import { openGitAccess } from './git-access.mjs';
import { giveOutputs, readProvider } from './provider.mjs';

openGitAccess();

await runMain(async () => {
  const registry = openRegistry(registryLocation(process.cwd()), { root: process.cwd() });
  const serving = modelNames().map((model) => [model, registry.find(model, 'production')?.version]);
  const models = serving.map(([model, version]) => `${model}-${version ?? 'none'}`).join('_');
  // A name of an image has no capital letters.
  const image = `${process.env.IMAGE_REGISTRY}/${process.env.GITHUB_REPOSITORY}`.toLowerCase();
  // A tag has at most 128 characters.
  giveOutputs(readProvider(), {
    train: `${image}/train`,
    serve: `${image}/serve`,
    models: models.slice(0, 120),
  });
  return 0;
});
