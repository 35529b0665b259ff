export { canonicalJson, hashJson } from './hash-json.ts';
export { loadSettings } from './load-settings.ts';
export { locateStage, type StageLocation } from './locate-stage.ts';
export { type GitState, readGitState } from './read-git-state.ts';
export { readJson, readJsonIfPresent } from './read-json.ts';
export { registryLocation } from './registry-location.ts';
export { runAddress } from './run-address.ts';
export { runMain, runStage, type Stage } from './run-stage.ts';
export { renameWithRetry, writeFileAtomic, writeJson } from './write-file-atomic.ts';
