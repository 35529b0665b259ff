import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BundleManifest,
  bundleManifestSchema,
  type Judgement,
  MlopsError,
  type RegistryEvent,
  type Verdict,
  type VersionRecord,
} from '@create-mlops/contracts';
import { latestJudgement, type ModelRegistry, replayEvents } from '@create-mlops/model-registry';

/** All that is known of one version. */
export type ShownVersion = {
  readonly record: VersionRecord;
  readonly aliases: readonly string[];
  /** What the gate said last, and against which production model. */
  readonly judgement: Judgement | null;
  /** The whole verdict of the registration; `null` where it went with the bundle. */
  readonly verdict: Verdict | null;
  /** `null` when the bundle is gone or broken; then `bundleProblem` says why. */
  readonly manifest: BundleManifest | null;
  readonly bundleProblem: string | null;
  readonly expired: boolean;
  readonly history: readonly RegistryEvent[];
};

/** @throws {MlopsError} VERSION_UNKNOWN, or NETWORK when the registry cannot be reached. A bundle that is gone is no error. */
export function showVersion(registry: ModelRegistry, model: string, version: number): ShownVersion {
  const record = registry.show(model, version);
  const events = registry.history(model);
  const state = replayEvents(events);
  const { manifest, problem } = readManifest(registry, model, version);
  return {
    record,
    aliases: Object.entries(state.aliases)
      .filter(([, named]) => named === version)
      .map(([alias]) => alias),
    judgement: unlessGone(() => latestJudgement(registry, model, version)),
    verdict: unlessGone(() => registry.verdict(model, version)),
    manifest,
    bundleProblem: problem,
    expired: state.expired.has(version),
    history: events.filter((event) => event.version === version || event.fromVersion === version),
  };
}

/** The manifest of a version's bundle, or why it cannot be read. */
export function readManifest(
  registry: ModelRegistry,
  model: string,
  version: number,
): { readonly manifest: BundleManifest | null; readonly problem: string | null } {
  try {
    const path = join(registry.bundleDirectory(model, version), 'manifest.json');
    const manifest = bundleManifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return { manifest, problem: null };
  } catch (error) {
    if (isGone(error)) return { manifest: null, problem: error.message };
    throw error;
  }
}

function unlessGone<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

const isGone = (error: unknown): error is MlopsError =>
  error instanceof MlopsError &&
  (error.code === 'BUNDLE_MISSING' || error.code === 'BUNDLE_BROKEN');

/** The whole lineage in lines for people: hashes stand in full, to be searched for. */
export function versionText(shown: ShownVersion, versions: readonly VersionRecord[]): string {
  const { record, aliases, judgement, manifest, history } = shown;
  const against = judgement?.productionHash ?? null;
  const opponent = versions.find(({ modelHash }) => modelHash === against);
  const lines: [string, string][] = [
    ['model', record.modelHash],
    ['gate', judgement === null ? record.decision : `${judgement.decision}: ${judgement.sentence}`],
    [
      'against',
      against === null
        ? 'no model was in production'
        : `${against.slice(0, 12)}${opponent === undefined ? '' : `, version ${opponent.version}`}`,
    ],
    ['data', `${record.dataHash}${named(record.dataLabel ?? manifest?.lineage.dataLabel)}`],
    ['commit', commitText(record)],
    ['run', record.runAddress ?? 'on a machine that is no CI'],
    ['parent', record.parentVersion === null ? 'none' : `version ${record.parentVersion}`],
    ['registered', `${record.registeredAt} by ${record.registeredBy}`],
    ...(manifest === null ? [] : trainingLines(manifest)),
    ['bundle', shown.bundleProblem ?? bundleText(manifest)],
  ];
  return [
    `${record.model} version ${record.version}${aliases.length > 0 ? `, ${aliases.join(', ')}` : ''}`,
    ...lines.map(([name, text]) => `  ${name.padEnd(11)}${text}`),
    ...filesOf(manifest).map((line) => `    ${line}`),
    ...history.map(({ at, event, by, reason }) => `  ${at}  ${event} by ${by}: ${reason}`),
  ].join('\n');
}

const named = (label: string | null | undefined) => (label ? `, ${label}` : '');

function commitText({ gitCommit, gitDirty }: VersionRecord): string {
  if (gitCommit === null) return 'none';
  return `${gitCommit}${gitDirty === true ? ', and changes that it does not hold' : ''}`;
}

function trainingLines({ settings, seed, backend, versions }: BundleManifest): [string, string][] {
  const plain = Object.entries(settings)
    .filter(([name, value]) => typeof value !== 'object' && name !== 'seed' && name !== 'backend')
    .map(([name, value]) => `${name}=${String(value)}`);
  return [
    ['settings', [...plain, `seed=${seed}`].join(' ')],
    [
      'made with',
      `${backend}, ${Object.entries(versions)
        .map((entry) => entry.join(' '))
        .join(', ')}`,
    ],
  ];
}

function bundleText(manifest: BundleManifest | null): string {
  const sizes = Object.values(manifest?.files ?? {}).map(({ bytes }) => bytes);
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  return `${sizes.length} files, ${size(total)}, every byte verified`;
}

const filesOf = (manifest: BundleManifest | null) =>
  Object.entries(manifest?.files ?? {}).map(
    ([name, { bytes, sha256 }]) =>
      `${name.padEnd(16)} ${size(bytes).padStart(9)}  ${sha256.slice(0, 12)}`,
  );

const size = (bytes: number) =>
  bytes < 2 ** 20 ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / 2 ** 20).toFixed(1)} MB`;
