import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/** In the place of Nx: notes that it was asked, and leaves what stages leave. */
const stageLeaver = `
const { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const plan = JSON.parse(readFileSync(process.env.PLAN, 'utf8'));
const archive = '.nx/workspace-data/nx_files.nxt';
appendFileSync(process.env.ASKED, existsSync(archive) ? 'with old hashes\\n' : 'asked\\n');
const put = (path, text) => { mkdirSync(dirname(path), { recursive: true }); writeFileSync(path, text); };
put(archive, '');
if (plan.talks) process.stdout.write('x'.repeat(100_000));
const json = (path, value) => put(path, JSON.stringify(value));
for (const model of ['churn', 'houses']) {
  const artifact = (...parts) => join('artifacts', model, ...parts);
  json(artifact('validation', 'report.json'), { verdict: 'pass', sentence: 'All rows pass.' });
  json(artifact('train', 'bundle', 'manifest.json'), { splitRows: { train: 9 }, history: [1], backend: 'wasm', modelHash: 'abcdef0123456789', lineage: {} });
  json(artifact('evaluation', 'verdict.json'), { decision: plan.blocking ? 'block' : 'pass', blocking: plan.blocking === true, sentence: 'Good enough.' });
  json(artifact('register', 'registration.json'), { version: 1, sentence: 'Version 1.' });
  json(artifact('drift', 'report.json'), { decision: plan.decision ?? 'none', sentence: 'No window.' });
  const registry = join(process.env.MLOPS_REGISTRY ?? 'registry', model);
  if (!existsSync(join(registry, 'aliases.json'))) {
    json(join(registry, 'versions', '1', 'version.json'), { version: 1 });
    put(join(registry, 'events.ndjson'), JSON.stringify({ by: 'pipeline', version: 1 }) + '\\n');
    json(join(registry, 'aliases.json'), { aliases: { production: 1 } });
  }
}
const rounds = readFileSync(process.env.ASKED, 'utf8').split('\\n').length - 1;
if (plan.failure && rounds <= (plan.failureRounds ?? rounds)) json(join('artifacts', 'churn', 'failures', plan.failure.stage + '.json'), plan.failure);
for (const [path, text] of Object.entries(plan.meanwhile ?? {})) appendFileSync(path, text);
process.exitCode = plan.code ?? 0;
`;

type Plan = {
  /** What a stage leaves when it cannot do its work. */
  readonly failure?: Readonly<Record<string, unknown>>;
  /** In so many runs of Nx; default: in all. */
  readonly failureRounds?: number;
  readonly code?: number;
  readonly blocking?: boolean;
  readonly decision?: string;
  /** What somebody else appends to files during the run. */
  readonly meanwhile?: Readonly<Record<string, string>>;
};

const parent = mkdtempSync(join(tmpdir(), 'pipeline-template-'));
const project = join(parent, 'project');
const asked = join(parent, 'asked.log');
const planPath = join(parent, 'plan.json');
const at = (...parts: string[]) => join(project, ...parts);
const put = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

type Call = {
  readonly words?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly node?: readonly string[];
  readonly plan?: Plan;
};

/** Runs the pipeline and tells how often it asked Nx. */
function run({ words = [], environment = {}, node = [], plan = {} }: Call = {}) {
  writeFileSync(asked, '');
  writeFileSync(planPath, JSON.stringify(plan));
  const child = spawnSync(process.execPath, [...node, join('tools', 'pipeline.mjs'), ...words], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, PLAN: planPath, ASKED: asked, ...environment },
  });
  const notes = readFileSync(asked, 'utf8').split('\n').slice(0, -1);
  return { code: child.status, output: child.stdout + child.stderr, asked: notes.length, notes };
}

/** Until the next call would be answered without Nx. */
function settle(call: Call = {}) {
  if (run(call).asked > 0) expect(run(call)).toMatchObject({ code: 0, asked: 0 });
}

beforeAll(() => {
  const template = join(import.meta.dirname, '..', 'templates', 'project', 'tools');
  for (const name of ['pipeline.mjs', 'pipeline']) {
    cpSync(join(template, name), at('tools', name), { recursive: true });
  }
  put(at('node_modules', 'nx', 'package.json'), '{"name":"nx"}');
  put(at('node_modules', 'nx', 'bin', 'nx.js'), stageLeaver);
  put(at('node_modules', '.package-lock.json'), '{}');
  put(at('.git', 'info', 'exclude'), '');
  for (const model of ['churn', 'houses']) {
    put(at('models', model, 'train', 'train.config.ts'), 'export const epochs = 5;\n');
    put(at('models', model, 'current', '2026-01.csv'), 'a\n1\n');
  }
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const settings = () => at('models', 'churn', 'train', 'train.config.ts');

describe('npm run pipeline', () => {
  it('says the same without Nx when nothing has changed, also right after a first version', () => {
    const first = run();
    expect(first).toMatchObject({ code: 0 });
    expect(first.asked).toBeGreaterThan(0);
    const second = run();
    expect(second).toMatchObject({ code: 0, asked: 0 });
    expect(second.output).toContain('Nothing has changed since the last run');
    expect(second.output).toContain(first.output.trim());
  });

  it('does not mind a file that was written again with the same bytes, as Nx restores it', () => {
    settle();
    const manifest = at('artifacts', 'churn', 'train', 'bundle', 'manifest.json');
    const bytes = readFileSync(manifest);
    rmSync(manifest);
    writeFileSync(manifest, bytes);
    expect(run()).toMatchObject({ code: 0, asked: 0 });
  });

  it('never lets Nx use hashes that it keeps by whole seconds', () => {
    put(at('.nx', 'workspace-data', 'nx_files.nxt'), '');
    const { notes } = run({ words: ['fresh'] });
    expect(new Set(notes)).toEqual(new Set(['asked']));
    expect(statSync(at('.nx', 'workspace-data', 'nx_files.nxt'), { throwIfNoEntry: false })).toBe(
      undefined,
    );
  });

  describe('asks Nx', () => {
    beforeEach(() => settle());

    const changes: Readonly<Record<string, () => void>> = {
      'an edit of the same length': () => writeFileSync(settings(), 'export const epochs = 7;\n'),
      'an edit whose time was set back': () => {
        const { atime, mtime } = statSync(settings());
        writeFileSync(settings(), 'export const epochs = 8;\n');
        utimesSync(settings(), atime, mtime);
      },
      'a new file': () => put(at('models', 'churn', 'current', '2026-02.csv'), 'a\n2\n'),
      'a file that is gone': () => rmSync(at('models', 'churn', 'current', '2026-02.csv')),
      'a file of no stage': () => put(at('README.md'), 'Words.\n'),
      'an artifact that was written over': () =>
        appendFileSync(at('artifacts', 'churn', 'train', 'bundle', 'manifest.json'), ' '),
      'an artifact that is gone': () =>
        rmSync(at('artifacts', 'houses'), { recursive: true, force: true }),
      'a line in the log of the service': () =>
        put(at('artifacts', 'churn', 'predictions', 'today.ndjson'), '{}\n'),
      'a moved alias': () =>
        put(at('registry', 'churn', 'aliases.json'), '{"aliases":{"production":2}}'),
      'a registry that is gone': () => rmSync(at('registry'), { recursive: true, force: true }),
      'other packages': () => put(at('node_modules', '.package-lock.json'), '{"packages":{}}'),
      'another list of ignored files': () => put(at('.git', 'info', 'exclude'), '*.csv\n'),
      'npx nx reset': () => rmSync(at('.nx'), { recursive: true, force: true }),
    };
    it.each(Object.keys(changes))('after %s', (name) => {
      changes[name]?.();
      expect(run().asked).toBeGreaterThan(0);
    });

    const calls: Readonly<Record<string, Call>> = {
      'for other models': { words: ['churn'] },
      'for `fresh`': { words: ['fresh'] },
      'with a setting in the environment': { environment: { MLOPS_TRAIN__EPOCHS: '9' } },
      'with a variable of Nx': { environment: { NX_SKIP_NX_CACHE: 'true' } },
      'with another Node': {
        node: [
          '--import',
          'data:text/javascript,Object.defineProperty(process,"version",{value:"v99.0.0"})',
        ],
      },
    };
    it.each(Object.keys(calls))('%s', (name) => {
      expect(run(calls[name]).asked).toBeGreaterThan(0);
    });

    it('after an edit whose time was set back, when the files are not young any more', () => {
      // In an hour nothing is: then a file is known by its stamp.
      const later = 'data:text/javascript,const now=Date.now;Date.now=()=>now()+3600000';
      const inAnHour = { node: ['--import', later] };
      appendFileSync(settings(), '// Once more.\n');
      settle(inAnHour);
      const { atime, mtime } = statSync(settings());
      writeFileSync(settings(), readFileSync(settings(), 'utf8').replace('Once', 'Many'));
      utimesSync(settings(), atime, mtime);
      expect(run(inAnHour).asked).toBeGreaterThan(0);
    });

    it('when a registry elsewhere changes', () => {
      const environment = { MLOPS_REGISTRY: join(parent, 'registry') };
      settle({ environment });
      put(join(parent, 'registry', 'churn', 'aliases.json'), '{"aliases":{}}');
      expect(run({ environment }).asked).toBeGreaterThan(0);
    });
  });

  describe('keeps no fingerprint', () => {
    beforeEach(() => settle());
    const epochs = () => appendFileSync(settings(), '// Again.\n');

    const runs: Readonly<Record<string, Plan>> = {
      'of a run that failed': { code: 1 },
      'of a blocked model': { code: 1, blocking: true },
      'of a run that found drift': { code: 1, decision: 'drift' },
      'when a file was edited during the run': {
        meanwhile: { 'models/churn/train/train.config.ts': '// Meanwhile.\n' },
      },
      'when the service wrote its log during the run': {
        meanwhile: { 'artifacts/churn/predictions/today.ndjson': '{}\n' },
      },
      'when somebody moved an alias during the run': {
        meanwhile: {
          'registry/churn/events.ndjson': `${JSON.stringify({ by: 'ann', version: 1 })}\n`,
        },
      },
    };
    it.each(Object.keys(runs))('%s', (name) => {
      mkdirSync(at('artifacts', 'churn', 'predictions'), { recursive: true });
      epochs();
      run({ plan: runs[name] ?? {} });
      expect(run().asked).toBeGreaterThan(0);
    });
  });

  it('says again and again that a model is blocked', () => {
    rmSync(at('.nx'), { recursive: true, force: true });
    for (let round = 0; round < 2; round++) {
      const blocked = run({ plan: { code: 1, blocking: true } });
      expect(blocked).toMatchObject({ code: 4 });
      expect(blocked.asked).toBeGreaterThan(0);
    }
  });

  it('says what stopped a stage, with its exit code, also where an earlier run left a model', () => {
    run();
    const failure = {
      stage: 'train',
      exitCode: 2,
      message: 'The loss is no longer a number.',
      hint: 'Lower learningRate.',
    };
    const { code, output } = run({ plan: { code: 130, failure }, words: ['fresh'] });
    expect(code).toBe(2);
    expect(output).toMatch(/✘ train +The loss is no longer a number\. Lower learningRate\./);
    expect(run({ words: ['fresh'] }).code).toBe(0);
  });

  describe('when another model went into production between verdict and registration', () => {
    const failure = {
      stage: 'register',
      code: 'VERDICT_STALE',
      exitCode: 4,
      message: 'The gate judged version 2 against another model.',
      hint: 'Evaluate it again.',
    };

    it('makes the verdict again, and passes with that one', () => {
      run();
      const again = run({ plan: { failure, failureRounds: 2 }, words: ['fresh'] });
      expect(again).toMatchObject({ code: 0, asked: 3 });
      expect(again.output).toContain('the verdict is made again');
    });

    it('gives up where others are faster each time, and says so', () => {
      const { code, output, asked: count } = run({ plan: { failure }, words: ['fresh'] });
      expect({ code, count }).toEqual({ code: 4, count: 4 });
      expect(output).toMatch(/✘ register +The gate judged version 2/);
    });
  });

  it('goes on when its reader leaves, as after `| head`, and so does Nx', async () => {
    for (const isAsked of [true, false]) {
      writeFileSync(asked, '');
      writeFileSync(planPath, '{"talks":true}');
      const words = [join('tools', 'pipeline.mjs'), ...(isAsked ? ['fresh'] : [])];
      const child = spawn(process.execPath, words, {
        cwd: project,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, PLAN: planPath, ASKED: asked },
      });
      child.stdout.destroy();
      let errors = '';
      child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      const code = await new Promise((resolve) => child.on('close', resolve));
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      expect(readFileSync(asked, 'utf8') !== '').toBe(isAsked);
    }
  });

  it.skipIf(process.platform === 'win32')(
    'sees through links, and goes to Nx for one that leads nowhere',
    () => {
      const outside = join(parent, 'outside.csv');
      writeFileSync(outside, 'a\n1\n');
      symlinkSync(outside, at('models', 'churn', 'current', 'linked.csv'));
      settle();
      writeFileSync(outside, 'a\n2\n');
      expect(run().asked).toBeGreaterThan(0);
      rmSync(outside);
      for (let round = 0; round < 2; round++) expect(run().asked).toBeGreaterThan(0);
    },
  );
});
