import type { BundleManifest } from '@create-mlops/contracts';

export type TrainingDifference = {
  readonly what: 'data' | 'contract' | 'settings' | 'code' | 'packages' | 'Node' | 'backend';
  /** Without a full stop. */
  readonly sentence: string;
};

/**
 * Why two trainings that should give the same model gave another one: everything that a model's hash depends on, and that
 * differs. The list is empty when nothing known does.
 */
export function compareTrainings(
  before: BundleManifest,
  after: BundleManifest,
): TrainingDifference[] {
  const [old, fresh] = [before.lineage, after.lineage];
  const found: TrainingDifference[] = [];
  const add = (what: TrainingDifference['what'], sentence: string) =>
    found.push({ what, sentence });
  const short = (hash: string | null) => hash?.slice(0, 12) ?? 'none';

  if (old.dataHash !== fresh.dataHash) {
    add('data', `the data is ${short(fresh.dataHash)}, it was ${short(old.dataHash)}`);
  }
  if (old.contractHash !== fresh.contractHash) add('contract', 'contract.ts is another one');
  if (old.featuresHash !== fresh.featuresHash) add('contract', 'features.ts is another one');
  if (old.settingsHash !== fresh.settingsHash || before.seed !== after.seed) {
    add('settings', settingsSentence(before.settings, after.settings));
  }
  if (old.gitDirty === true) {
    add('code', `the tree held changes that commit ${short(old.gitCommit)} does not`);
  } else if (old.gitCommit !== fresh.gitCommit) {
    add('code', `the commit is ${short(fresh.gitCommit)}, it was ${short(old.gitCommit)}`);
  }
  for (const name of new Set([...Object.keys(before.versions), ...Object.keys(after.versions)])) {
    const [was, is] = [before.versions[name], after.versions[name]];
    if (was === is) continue;
    add(
      name === 'node' ? 'Node' : 'packages',
      `${name === 'node' ? 'Node' : name} is ${is ?? 'not there'}, it was ${was ?? 'not there'}`,
    );
  }
  if (before.backend !== after.backend) {
    add('backend', `the backend is ${after.backend}, it was ${before.backend}`);
  }
  return found;
}

function settingsSentence(
  before: BundleManifest['settings'],
  after: BundleManifest['settings'],
): string {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => `${name} ${text(after[name])}, it was ${text(before[name])}`);
  return changed.length === 0
    ? 'train.config.ts is another one'
    : `the settings differ: ${changed.join('; ')}`;
}

const text = (value: unknown) => (value === undefined ? 'not set' : JSON.stringify(value));
