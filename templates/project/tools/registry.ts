// npm run registry [list|show|promote|rollback|reproduce|expire] [model] [version] [force] [json]
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { exitCodes, MlopsError } from '@create-mlops/contracts';
import {
  type AliasState,
  type Attribution,
  keepUnpromoted,
  type ModelRegistry,
  openRegistry,
  replayEvents,
  versionsToExpire,
} from '@create-mlops/model-registry';
import { registryLocation, runMain } from '@create-mlops/stage';
import { modelNames } from './model-names.ts';
import { evaluateAgain, withFreshVerdict } from './versions/evaluate-again.ts';
import { reproduce, reproductionText } from './versions/reproduce.ts';
import { showVersion, versionText } from './versions/show-version.ts';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2).map((word) => word.replace(/^--/, ''));
const json = words.includes('json');
const force = words.includes('force');
const verbs = ['list', 'show', 'promote', 'rollback', 'reproduce', 'expire'] as const;
const verb = verbs.find((name) => words.includes(name)) ?? 'list';
const version = Number(words.find((word) => /^\d+$/.test(word)) ?? Number.NaN);
const reason = process.env.REASON ?? 'by hand';

const print = (value: unknown, text: () => string) =>
  process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${text()}\n`);
/** What happens meanwhile; the answer itself goes to standard output alone. */
const say = (line: string) => process.stderr.write(`${line}\n`);

await runMain(async () => {
  const models = modelNames(root);
  const known = [...verbs, ...models, 'force', 'json'];
  const unknown = words.find((word) => !known.includes(word) && !/^\d+$/.test(word));
  if (unknown !== undefined) {
    throw new MlopsError(
      'USAGE',
      `"${unknown}" is neither a verb nor a model.`,
      `Verbs: ${verbs.join(', ')}. Models: ${models.join(', ')}. A number is a version.`,
    );
  }
  const model = words.find((word) => models.includes(word)) ?? onlyModel(models, verb);
  const registry = openRegistry(registryLocation(root), { root });
  const attribution = { by: userInfo().username, reason };

  if (verb === 'list') {
    const listed = (model === null ? models : [model]).map((name) => ({
      model: name,
      aliases: registry.aliases(name).aliases,
      versions: registry.list(name),
    }));
    print(listed, () => listed.map(({ model: name }) => listText(registry, name)).join('\n\n'));
    return exitCodes.pass;
  }
  if (model === null) return exitCodes.usage;
  if (verb === 'expire') return expire(registry, model, attribution);
  if (verb === 'show' || verb === 'reproduce') {
    const chosen = requireVersion(version, registry.find(model, 'production')?.version);
    if (verb === 'reproduce') {
      const found = reproduce(root, registry, { model, version: chosen }, { force, say });
      print(found, () => reproductionText(found));
      return found.isSame ? exitCodes.pass : exitCodes.gateBlocked;
    }
    const shown = showVersion(registry, model, chosen);
    print(shown, () => versionText(shown, registry.list(model)));
    return exitCodes.pass;
  }
  const state =
    verb === 'promote'
      ? promote(registry, { model, version: requireVersion(version) }, attribution)
      : registry.rollback(model, attribution);
  print(state, () => `${model}: version ${state.aliases.production} is now in production.`);
  return exitCodes.pass;
});

function promote(
  registry: ModelRegistry,
  chosen: { readonly model: string; readonly version: number },
  attribution: Attribution,
): AliasState {
  return withFreshVerdict(
    () => registry.promote(chosen.model, chosen.version, { ...attribution, force }),
    { again: () => evaluateAgain(root, registry, chosen, attribution), say },
  );
}

/** One version by its number, or all that MLOPS_KEEP_UNPROMOTED no longer keeps. */
function expire(registry: ModelRegistry, model: string, attribution: Attribution): number {
  const keep = keepUnpromoted(process.env.MLOPS_KEEP_UNPROMOTED);
  const chosen = Number.isNaN(version)
    ? versionsToExpire(registry.list(model), registry.history(model), keep, new Date())
    : [version];
  for (const number of chosen) registry.expire(model, number, attribution);
  print({ model, keep, expired: chosen }, () =>
    chosen.length === 0
      ? `${model}: nothing to delete. Versions that never served are kept ${keep.days} days, and the newest ${keep.versions} longer.`
      : `${model}: the bundles of version ${chosen.join(', ')} are deleted; their records stay.`,
  );
  return exitCodes.pass;
}

function onlyModel(models: readonly string[], wanted: string): string | null {
  const [first] = models;
  if (wanted === 'list' && models.length !== 1) return null;
  if (models.length === 1 && first !== undefined) return first;
  throw new MlopsError(
    'USAGE',
    `Which model: ${models.join(', ')}?`,
    `npm run registry ${wanted} ${first}`,
  );
}

function requireVersion(given: number, otherwise?: number): number {
  if (!Number.isNaN(given)) return given;
  if (otherwise !== undefined) return otherwise;
  throw new MlopsError('USAGE', 'Which version?', 'See them with `npm run registry list`.');
}

function listText(registry: ModelRegistry, model: string): string {
  const versions = registry.list(model);
  if (versions.length === 0)
    return `${model}: no version yet. \`npm run pipeline\` makes the first.`;
  const { aliases, expired } = replayEvents(registry.history(model));
  const lines = versions.map((record) => {
    const names = Object.entries(aliases)
      .filter(([, number]) => number === record.version)
      .map(([alias]) => alias)
      .concat(expired.has(record.version) ? ['expired'] : []);
    const metrics = Object.entries(record.metrics)
      .slice(0, 3)
      .map(([name, value]) => `${name} ${value.toPrecision(4)}`)
      .join('  ');
    return `  ${String(record.version).padStart(3)}  ${record.modelHash.slice(0, 12)}  ${record.registeredAt.slice(0, 16)}  ${record.decision.padEnd(12)}  ${metrics}  ${names.join(', ')}`;
  });
  return [model, ...lines].join('\n');
}
