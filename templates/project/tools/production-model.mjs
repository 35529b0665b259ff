// Prints the state of the registry that a stage's answer depends on. Nx runs this as an input of the stages that read
// the registry, so that they run again when that state changes and only then. Plain JavaScript: it starts in 40 ms.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lookAtRegistry, registryFolder } from './pipeline/registry-folder.mjs';

const [model = '', purpose = ''] = process.argv.slice(2);
const registry = registryFolder();
const artifacts = join('artifacts', model);

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
};

const readAliases = () => readJson(join(registry, model, 'aliases.json'))?.aliases ?? {};
const hashOf = (version) =>
  version === undefined
    ? 'none'
    : (readJson(join(registry, model, 'versions', String(version), 'version.json'))?.modelHash ??
      'lost');

/** The model that the candidate must beat: production, or its predecessor when the candidate already is production. */
function toBeat() {
  const aliases = readAliases();
  const candidate = readJson(join(artifacts, 'train', 'bundle', 'manifest.json'))?.modelHash;
  const production = hashOf(aliases.production);
  return production === candidate ? hashOf(aliases.previous) : production;
}

/** A registry that was deleted or swapped since the last registration must be told again. */
function registered() {
  const version = readJson(join(artifacts, 'register', 'registration.json'))?.version;
  const known =
    version === undefined ||
    existsSync(join(registry, model, 'versions', String(version), 'version.json'));
  return known ? toBeat() : 'lost';
}

/** What serves, and how much of the prediction log there is: the log lies outside of what Nx sees. */
function serving() {
  const logs = join(artifacts, 'predictions');
  const sizes = existsSync(logs)
    ? readdirSync(logs)
        .sort()
        .map((name) => `${name}:${statSync(join(logs, name)).size}`)
    : [];
  return [hashOf(readAliases().production), ...sizes].join(' ');
}

const purposes = { 'to-beat': toBeat, registered, serving };
const print = purposes[purpose];
if (print === undefined) {
  process.stderr.write(
    `There is no purpose "${purpose}"; choose ${Object.keys(purposes).join(', ')}.\n`,
  );
  process.exitCode = 2;
} else if (!lookAtRegistry()) {
  process.exitCode = 2;
} else {
  process.stdout.write(`${print()}\n`);
}
