import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BundleManifest, bundleManifestSchema, MlopsError } from '@create-mlops/contracts';
import {
  compareTrainings,
  type ModelRegistry,
  type TrainingDifference,
} from '@create-mlops/model-registry';
import { bringData, bringPackages, openCommit } from './open-commit.ts';

/** What came out of training a version once more. */
export type Reproduction = {
  readonly model: string;
  readonly version: number;
  readonly commit: string;
  readonly modelHash: string;
  readonly reproducedHash: string;
  readonly isSame: boolean;
  /** Of what is known to matter; empty for the same model. */
  readonly differences: readonly TrainingDifference[];
};

/**
 * Trains a version again as its record says: its commit in a work tree of its own, its data by hash, its packages by their
 * lock. The project is not touched.
 *
 * @param options.force to try also what was trained in a tree with changes that no commit holds.
 * @throws {MlopsError} NOT_REPRODUCIBLE when commit, tree or data stand in the way.
 */
export function reproduce(
  root: string,
  registry: ModelRegistry,
  { model, version }: { readonly model: string; readonly version: number },
  options: { readonly force: boolean; readonly say: (line: string) => void },
): Reproduction {
  const { say } = options;
  const record = registry.show(model, version);
  const before = readBundleManifest(registry, model, version);
  const commit = requireCommit(version, record, options.force);
  const opened = openCommit(root, commit);
  try {
    say(`  commit ${commit.slice(0, 12)} checked out beside the project`);
    say(`  ${bringPackages(root, opened.root)}`);
    bringData(root, opened, model);
    say(`  data ${record.dataHash.slice(0, 12)} at hand; training …`);
    const trained = opened.node(join('models', model, 'train', 'main.ts'));
    const path = join(opened.root, 'artifacts', model, 'train', 'bundle', 'manifest.json');
    if (trained.code !== 0 || !existsSync(path)) {
      const said = trained.output.trim().split('\n').slice(-6).join('\n');
      throw new MlopsError(
        'NOT_REPRODUCIBLE',
        `Training at ${commit.slice(0, 12)} ended with exit code ${trained.code}:\n${said}`,
        `Try it there yourself: \`git worktree add ../again ${commit.slice(0, 12)}\`.`,
      );
    }
    const after = bundleManifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const isSame = after.modelHash === record.modelHash;
    return {
      model,
      version,
      commit,
      modelHash: record.modelHash,
      reproducedHash: after.modelHash,
      isSame,
      differences: isSame || before === null ? [] : compareTrainings(before, after),
    };
  } finally {
    opened.remove();
  }
}

function requireCommit(
  version: number,
  {
    gitCommit,
    gitDirty,
  }: { readonly gitCommit: string | null; readonly gitDirty?: boolean | null | undefined },
  force: boolean,
): string {
  if (gitCommit === null) {
    throw new MlopsError(
      'NOT_REPRODUCIBLE',
      `Version ${version} was trained outside a git repository or before its first commit: nobody knows from which code.`,
      'Commit, then `npm run pipeline`: versions trained from then on can be made again.',
    );
  }
  if (gitDirty === true && !force) {
    throw new MlopsError(
      'NOT_REPRODUCIBLE',
      `Version ${version} was trained at commit ${gitCommit.slice(0, 12)} with changes in the tree that no commit holds.`,
      'Add the word `force` to train at the commit alone; another model may come out.',
    );
  }
  return gitCommit;
}

/** `null` when the version has expired or its bundle was deleted: its hash is in the record all the same. */
function readBundleManifest(
  registry: ModelRegistry,
  model: string,
  version: number,
): BundleManifest | null {
  try {
    const path = join(registry.bundleDirectory(model, version), 'manifest.json');
    return bundleManifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof MlopsError && error.code === 'BUNDLE_MISSING') return null;
    throw error;
  }
}

/** The answer in words: what came out, and why it differs. */
export function reproductionText(found: Reproduction): string {
  const { model, version, modelHash, reproducedHash, isSame, differences } = found;
  if (isSame)
    return `${model} version ${version}: trained again, the same model ${modelHash.slice(0, 12)}.`;
  const why =
    differences.length === 0
      ? [
          '  Nothing that is recorded differs: another processor, or something random in train/model.ts.',
        ]
      : differences.map(({ what, sentence }) => `  ${what}: ${sentence}`);
  return [
    `${model} version ${version}: trained again, but another model came out: ${reproducedHash.slice(0, 12)} instead of ${modelHash.slice(0, 12)}.`,
    ...why,
  ].join('\n');
}
