export { openDirectoryRegistry } from './directory-registry.ts';
export { type GitRegistryOptions, openGitRegistry } from './git-registry.ts';
export { type MlflowRegistryOptions, openMlflowRegistry } from './mlflow-registry.ts';
export type { AliasState, Attribution, ModelRegistry, Registration } from './model-registry.ts';
export { modelToBeat } from './model-to-beat.ts';
export { openRegistry } from './open-registry.ts';
export { type VerifiedBundle, verifyBundle } from './verify-bundle.ts';
