// node --import tsx tools/ci/loosened-limits.mjs: says which limits a change loosens and which checks it removes, compared with
// NX_BASE. Whoever merges it should know.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { validationSettingsSchema } from '@create-mlops/data-validation';
import { driftSettingsSchema } from '@create-mlops/drift-check';
import { gateSettingsSchema } from '@create-mlops/eval-gate';
import { rolloutSettingsSchema } from '@create-mlops/rollout';
import { z } from 'zod';
import { modelNames } from './affected-stages.mjs';
import { compareLimits } from './compare-limits.mjs';
import { readProvider, say } from './provider.mjs';

/** What holds limits, and under which name the comment speaks of it. */
const sources = [
  {
    name: 'validation',
    file: ['validate', 'validate.config.ts'],
    read: ({ settings }) => filled(validationSettingsSchema, settings),
  },
  {
    name: 'own checks',
    file: ['validate', 'checks', 'index.ts'],
    read: ({ checks }) => named(checks),
  },
  {
    name: 'gate',
    file: ['evaluate', 'gate.config.ts'],
    read: ({ settings }) => filled(gateSettingsSchema, settings),
  },
  {
    name: 'own metrics',
    file: ['evaluate', 'metrics', 'index.ts'],
    read: ({ metrics }) => named(metrics),
  },
  {
    name: 'drift',
    file: ['drift', 'drift.config.ts'],
    read: ({ settings }) => filled(driftSettingsSchema, settings),
  },
  {
    name: 'own detectors',
    file: ['drift', 'detectors', 'index.ts'],
    read: ({ detectors }) => named(detectors),
  },
  {
    name: 'rollout',
    file: ['serve', 'rollout.config.ts'],
    read: ({ settings }) => filled(rolloutSettingsSchema, settings),
  },
  { name: 'contract', file: ['data', 'contract.ts'], read: ({ row }) => schemaLimits(row) },
];

const base = process.env.NX_BASE ?? '';
const provider = readProvider();
const found = base === '' ? [] : await compareWith(base);
mkdirSync(join('artifacts', 'ci'), { recursive: true });
writeFileSync(join('artifacts', 'ci', 'loosened.json'), `${JSON.stringify(found, null, 2)}\n`);
if (found.length > 0) {
  const lines = found.map(({ sentence }) => `- ${sentence}`);
  say(provider, ['### This change lets more through', '', ...lines].join('\n'));
} else {
  process.stdout.write('No limit is loosened and no check removed.\n');
}

async function compareWith(commit) {
  const parent = mkdtempSync(join(tmpdir(), 'before-'));
  const tree = join(parent, 'tree');
  const added = git('worktree', 'add', '--detach', '--quiet', tree, commit);
  if (added.status !== 0) {
    rmSync(parent, { recursive: true, force: true });
    throw new Error(`The state before cannot be brought: ${added.stderr}`);
  }
  try {
    // Settings import types alone, the contract zod: the packages of now serve.
    symlinkSync(resolve('node_modules'), join(tree, 'node_modules'), 'junction');
    const answers = [];
    for (const model of modelNames()) {
      for (const source of sources) answers.push(...(await compareSource(tree, model, source)));
    }
    return answers;
  } finally {
    rmSync(join(tree, 'node_modules'), { force: true });
    git('worktree', 'remove', '--force', tree);
    rmSync(parent, { recursive: true, force: true });
  }
}

async function compareSource(tree, model, { name, file, read }) {
  const [was, is] = [join(tree, 'models', model, ...file), resolve('models', model, ...file)];
  if (!existsSync(was)) return [];
  let before;
  try {
    before = read(await import(pathToFileURL(was).href));
  } catch (error) {
    // Written for libraries that are others now: nobody can say what it let through.
    const sentence = `**${model}** ${name}: what was set before cannot be read any more (${error.message.split('\n')[0]}); compare ${file.join('/')} by eye.`;
    return [{ model, source: name, path: '', how: 'changed', sentence }];
  }
  const after = existsSync(is) ? read(await import(pathToFileURL(is).href)) : {};
  return compareLimits(before, after).map((change) => ({
    model,
    source: name,
    ...change,
    sentence: sentenceOf(model, name, change),
  }));
}

function sentenceOf(model, name, { path, from, to, how }) {
  const what = `**${model}** ${name}, \`${path}\``;
  if (how === 'removed') return `${what} (${show(from)}) is gone.`;
  return `${what}: ${show(from)} → ${show(to)}${how === 'changed' ? ', which may let more through' : ''}.`;
}

function show(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function named(list = []) {
  return Object.fromEntries(list.map((entry) => [entry.name ?? entry.id ?? '', true]));
}

/** Settings hold what differs from the defaults: a limit that appears may loosen one. */
function filled(schema, settings) {
  const parsed = schema.safeParse(settings);
  return JSON.parse(JSON.stringify(parsed.success ? parsed.data : settings));
}

/** What the contract demands of each column; how it says so is not looked at. */
function schemaLimits(row) {
  const { properties } = z.toJSONSchema(row, { unrepresentable: 'any', io: 'input' });
  return Object.fromEntries(
    Object.entries(properties).map(([column, schema]) => {
      const { minimum, maximum, minLength, maxLength, pattern } = schema.anyOf?.[0] ?? schema;
      const values = (schema.anyOf?.[0] ?? schema).enum;
      const limits = { minimum, maximum, minLength, maxLength, pattern, enum: values };
      const isRequired = !(schema.anyOf ?? []).some(({ type }) => type === 'null');
      return [column, { ...JSON.parse(JSON.stringify(limits)), isRequired }];
    }),
  );
}

function git(...words) {
  return spawnSync('git', words, { encoding: 'utf8', windowsHide: true });
}
