// npm run elsewhere: models made in Python (scikit-learn, Keras) go through the whole pipeline of a scaffolded project, by
// the very programs of docs/CUSTOMISE.md. What cannot be installed here is skipped, and said.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPythonEnvironment, type PythonEnvironment } from './elsewhere/python-environment.ts';
import { runCommand } from './run-command.ts';
import { scaffoldProject } from './scaffolded-project.ts';
import { type Item, tryItems } from './try-items.ts';
import { withService } from './with-service.ts';

const SCIKIT_LEARN = ['scikit-learn', 'skl2onnx', 'onnxruntime'];
const KERAS = ['tensorflow-cpu', 'tf2onnx'];
/** A machine that takes longer has no fast way to these packages. */
const INSTALL_MS = 120_000;

const programs = join(import.meta.dirname, 'elsewhere');
const environment = await openPythonEnvironment();
if (typeof environment === 'string') {
  process.stdout.write(`Skipped: ${environment}.\n`);
} else {
  try {
    await tryAll(environment);
  } finally {
    environment.remove();
  }
}

async function tryAll({ python, install }: PythonEnvironment): Promise<void> {
  const problem = await install(SCIKIT_LEARN, INSTALL_MS);
  if (problem !== null) {
    process.stdout.write(`Skipped: ${SCIKIT_LEARN.join(', ')} cannot be installed: ${problem}.\n`);
    return;
  }
  const hasKeras = await install(KERAS, INSTALL_MS);
  if (hasKeras !== null) {
    process.stdout.write(`Without Keras: ${KERAS.join(', ')} cannot be installed: ${hasKeras}.\n`);
  }
  const project = await scaffoldProject();
  const path = (...segments: string[]) => join(project.folder, ...segments);
  const train = (...segments: string[]) => path('models', 'churn', 'train', ...segments);
  const bundle = path('artifacts', 'churn', 'train', 'bundle');
  const stage = () => project.run(process.execPath, ['--import', 'tsx', train('main.ts')]);
  const run = (...words: string[]) => project.run('npm', ['run', '-s', ...words]);

  const settings = readFileSync(train('train.config.ts'), 'utf8');
  const setSource = (source: string) =>
    writeFileSync(
      train('train.config.ts'),
      settings.replace(/TrainingSettings = \{/, `$&\n  source: ${source},`),
    );
  const program = `"${python}" train.py`.replaceAll('\\', '\\\\');
  const command = `{ kind: 'command', command: '${program}' }`;

  /** The pipeline passes, and the bundle tells of this origin. */
  async function passes(kind: string): Promise<string | null> {
    const { code, output } = await run('pipeline');
    if (code !== 0) return `the pipeline exited with ${code}:\n${output}`;
    const manifest = readManifest(bundle);
    const { origin } = manifest.lineage;
    if (origin?.kind !== kind) return `the lineage says ${JSON.stringify(origin)}`;
    if (!manifest.backend.startsWith('onnxruntime')) return `it runs on ${manifest.backend}`;
    if ((manifest.metrics.accuracy ?? 0) <= (manifest.baseline.accuracy ?? 1)) {
      return `accuracy ${manifest.metrics.accuracy} is no better than ${manifest.baseline.accuracy}`;
    }
    return null;
  }

  /** What Nx executed in the last run of the pipeline's main chain. */
  function executed(): string[] {
    const { tasks }: { tasks: { taskId: string; cacheStatus: string }[] } = JSON.parse(
      readFileSync(path('.nx', 'cache', 'run.json'), 'utf8'),
    );
    return tasks.filter((task) => task.cacheStatus === 'cache-miss').map((task) => task.taskId);
  }

  const items: Item[] = [
    {
      name: 'a model of layers: a plain reader in Python computes the same as ONNX Runtime on the export',
      attempt: async () => {
        for (const words of [['pipeline'], ['export', 'onnx']]) {
          const { code, output } = await run(...words);
          if (code !== 0) return `npm run ${words.join(' ')} exited with ${code}:\n${output}`;
        }
        const exported = path('artifacts', 'churn', 'export', 'model.onnx');
        const words = [join(programs, 'read-bundle.py'), bundle, exported];
        const { code, output } = await runCommand(python, words, { cwd: project.folder });
        return code === 0 ? null : output;
      },
    },
    {
      name: 'without ONNX Runtime the stage says what to install',
      attempt: async () => {
        writeFileSync(train('train.py'), documented(path('docs', 'CUSTOMISE.md'), 'scikit-learn'));
        setSource(command);
        const { code, output } = await stage();
        const found = /npm install (onnxruntime-web@[\d.]+)/.exec(output);
        if (code !== 2 || found?.[1] === undefined) return `exited with ${code}:\n${output}`;
        const installed = await project.run('npm', ['install', '--prefer-offline', found[1]]);
        return installed.code === 0 ? null : installed.output;
      },
    },
    { name: 'the random forest of the documentation', attempt: () => passes('command') },
    {
      name: 'a second run executes nothing, an edit of the program trains again',
      attempt: async () => {
        const second = await run('pipeline');
        if (!second.output.includes('no stage is planned') && executed().length > 0) {
          return `nothing changed, and Nx ran ${executed().join(', ')}`;
        }
        const { modelHash } = readManifest(bundle);
        const forest = readFileSync(train('train.py'), 'utf8');
        const edited = forest.replace('min_samples_leaf=3', 'min_samples_leaf=5');
        if (edited === forest) return 'the documentation has another forest';
        writeFileSync(train('train.py'), edited);
        const failure = await passes('command');
        if (failure !== null) return failure;
        return readManifest(bundle).modelHash === modelHash ? 'the model is the old one' : null;
      },
    },
    ...['lint', 'typecheck', 'test', 'report'].map((word) => ({
      name: `npm run ${word} with the forest`,
      attempt: async () => {
        const { code, output } = await run(word);
        return code === 0 ? null : `exited with ${code}:\n${output.slice(-3000)}`;
      },
    })),
    {
      name: 'the service answers as training did, from TypeScript and bundled without packages',
      attempt: async () => {
        const served = await withService(project.folder, (address) => answersAsRecorded(address));
        if (served !== null) return served;
        const bundled = await project.run(process.execPath, [
          path('apps', 'prediction-service', 'src', 'bundle.mjs'),
        ]);
        if (bundled.code !== 0) return bundled.output;
        const image = mkdtempSync(join(tmpdir(), 'service-'));
        try {
          cpSync(path('apps', 'prediction-service', 'dist'), image, { recursive: true });
          return await withService(image, (address) => answersAsRecorded(address), {
            words: ['service.mjs'],
            environment: { MLOPS_REGISTRY: path('registry') },
          });
        } finally {
          rmSync(image, { recursive: true, force: true });
        }
      },
    },
    {
      name: 'a scikit-learn pipeline as a file',
      attempt: async () => {
        const exchange = path('artifacts', 'churn', 'exchange');
        const words = [join(programs, 'linear-pipeline.py'), exchange, train('model.onnx')];
        const made = await runCommand(python, words, { cwd: project.folder });
        if (made.code !== 0) return made.output;
        setSource("{ kind: 'file', path: 'model.onnx' }");
        return passes('file');
      },
    },
    ...(hasKeras === null
      ? [
          {
            name: 'the Keras model of the documentation',
            attempt: async () => {
              writeFileSync(train('train.py'), documented(path('docs', 'CUSTOMISE.md'), 'Keras'));
              setSource(command);
              const failure = await passes('command');
              if (failure !== null) return failure;
              const { history } = readManifest(bundle);
              return history.length === 10 ? null : `its history has ${history.length} epochs`;
            },
          },
        ]
      : []),
    {
      name: 'a program that fails is repeated with its last line, and the code is 2',
      attempt: async () => {
        writeFileSync(train('train.py'), 'raise ValueError("no luck today")\n');
        setSource(command);
        const { code, output } = await stage();
        return code === 2 && output.includes('ValueError: no luck today')
          ? null
          : `exited with ${code}:\n${output}`;
      },
    },
  ];

  async function answersAsRecorded(address: string): Promise<string | null> {
    const samples: { rows: unknown[]; outputs: number[][] } = JSON.parse(
      readFileSync(join(bundle, 'samples.json'), 'utf8'),
    );
    const response = await fetch(`${address}/models/churn/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(samples.rows[0]),
    });
    const text = await response.text();
    const expected = samples.outputs[0]?.[1] ?? Number.NaN;
    const isSame = [...text.matchAll(/\d\.\d+(?:e-\d+)?/g)].some(
      ([number]) => Math.abs(Number(number) - expected) < 1e-5,
    );
    return response.ok && isSame ? null : `not ${expected}, but ${response.status}: ${text}`;
  }

  try {
    process.exitCode = await tryItems(items, 'ways for a model from elsewhere work.');
  } finally {
    project.remove();
  }
}

/** The program under a heading of the documentation. */
function documented(file: string, heading: string): string {
  const section = readFileSync(file, 'utf8').split(`\n### ${heading}\n`)[1] ?? '';
  const program = /```python\n([\s\S]*?)```/.exec(section)?.[1];
  if (program === undefined) throw new Error(`${file} has no program under ${heading}.`);
  return program;
}

type Manifest = {
  readonly modelHash: string;
  readonly backend: string;
  readonly metrics: Readonly<Record<string, number>>;
  readonly baseline: Readonly<Record<string, number>>;
  readonly history: readonly unknown[];
  readonly lineage: { readonly origin?: { readonly kind: string } };
};

function readManifest(bundle: string): Manifest {
  const path = join(bundle, 'manifest.json');
  if (!existsSync(path)) throw new Error(`There is no ${path}.`);
  return JSON.parse(readFileSync(path, 'utf8'));
}
