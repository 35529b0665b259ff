// npm run mlflow: the registry on a real MLflow server of PyPI, which is started here: the contract of every back end, and a
// scaffolded project whose versions MLflow's own Python client reads back. Skipped, and said, where it cannot be installed;
// MLOPS_MLFLOW_PYTHON names a Python that has it already.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRegistry } from '@create-mlops/model-registry';
import { openPythonEnvironment, type PythonEnvironment } from './elsewhere/python-environment.ts';
import { type MlflowServer, startMlflow } from './mlflow/mlflow-server.ts';
import { runCommand } from './run-command.ts';
import { type ScaffoldedProject, scaffoldProject } from './scaffolded-project.ts';
import { writeSmallBundle } from './small-bundle.ts';
import { type Item, tryItems } from './try-items.ts';
import { withService } from './with-service.ts';

const root = join(import.meta.dirname, '..');
const model = 'churn';
const who = { by: 'ada', reason: 'a test' };
const installMs = 900_000;

function items(python: string, server: MlflowServer, project: ScaffoldedProject): Item[] {
  const { address } = server;
  const environment = { ...process.env, MLFLOW_TRACKING_URI: address };
  const npm = (...words: string[]) =>
    runCommand('npm', ['run', '-s', ...words], { cwd: project.folder, environment });
  const readBack = async () => {
    const script = join(import.meta.dirname, 'mlflow', 'read-run.py');
    const { code, output } = await runCommand(python, [script, address, model], {
      cwd: project.folder,
    });
    if (code !== 0) throw new Error(output);
    return JSON.parse(output.slice(output.lastIndexOf('\n{') + 1));
  };
  const bundle = join(project.folder, 'artifacts', model, 'train', 'bundle');
  const manifest = () => JSON.parse(readFileSync(join(bundle, 'manifest.json'), 'utf8'));

  return [
    {
      name: 'what every registry promises, also with eight processes that race',
      attempt: async () => {
        const words = ['vitest', 'run', 'libs/model-registry/src/mlflow-server.test.ts'];
        const { code, output } = await runCommand('npx', words, {
          cwd: root,
          environment: { ...process.env, MLOPS_TEST_MLFLOW: address },
        });
        // The tests leave a model of the same name.
        spawnSync(python, [
          '-c',
          `import mlflow; mlflow.MlflowClient("${address}").delete_registered_model("${model}")`,
        ]);
        return code === 0 && !/skipped/.test(output) ? null : output;
      },
    },
    {
      name: 'the pipeline of a project keeps its version there, and no folder registry',
      attempt: async () => {
        const { code, output } = await npm('pipeline');
        if (code !== 0) return output;
        if (existsSync(join(project.folder, 'registry'))) return 'there is a folder registry';
        const again = await npm('pipeline');
        return again.code === 0 && again.output.includes('no stage is planned')
          ? null
          : again.output;
      },
    },
    {
      name: 'MLflow’s own client reads run, settings, metrics, data, lineage, alias and bytes',
      attempt: async () => {
        const found = await readBack();
        const { lineage, modelHash, settings, history, files } = manifest();
        const checks: [string, boolean][] = [
          ['alias', found.aliases.production === '1'],
          ['status', found.status === 'FINISHED'],
          ['params', found.params.learningRate === String(settings.learningRate)],
          ['epochs', found.epochs === history.length],
          ['test metric', Math.abs(found.metrics['test/accuracy'] - 0.8) < 0.2],
          ['data', found.datasets[0]?.digest === lineage.dataHash.slice(0, 36)],
          ['model hash', found.versionTags['mlops.modelHash'] === modelHash],
          ['commit', found.versionTags['mlops.gitCommit'] === lineage.gitCommit],
          ['sentence', /^Accuracy /.test(found.description)],
          ...Object.entries<{ sha256: string }>(files).map(
            ([name, { sha256 }]): [string, boolean] => [
              name,
              found.files[`bundle/${name}`] === sha256,
            ],
          ),
          ['verdict.json', 'verdict.json' in found.files],
        ];
        const wrong = checks.filter(([, holds]) => !holds).map(([name]) => name);
        return wrong.length === 0 ? null : `${wrong.join(', ')}: ${JSON.stringify(found, null, 2)}`;
      },
    },
    {
      name: 'show, reproduce, a second version, rollback: the alias in MLflow follows',
      attempt: async () => {
        const shown = await npm('registry', 'show');
        if (!/every byte verified/.test(shown.output)) return shown.output;
        const again = await npm('registry', 'reproduce', '1');
        if (again.code !== 0) return again.output;
        const path = join(project.folder, 'models', model, 'train', 'train.config.ts');
        writeFileSync(path, readFileSync(path, 'utf8').replace(/seed: \d+/, 'seed: 11'));
        const second = await npm('pipeline');
        if (second.code !== 0) return second.output;
        const promoted = await npm('registry', 'promote', '2', 'force');
        const { aliases, version } = await readBack();
        if (version !== '2' || aliases.previous !== '1') return `${promoted.output} ${aliases}`;
        const back = await npm('registry', 'rollback');
        return (await readBack()).version === '1' ? null : back.output;
      },
    },
    {
      name: 'the service answers with the production version and follows the next',
      attempt: () =>
        withService(
          project.folder,
          async (service) => {
            const version = async () => {
              const info = await fetch(`${service}/models/${model}`);
              return ((await info.json()) as { version: number }).version;
            };
            if ((await version()) !== 1) return `version ${await version()} answers`;
            const moved = await npm('registry', 'promote', '2', 'force');
            for (let look = 0; look < 100; look++) {
              if ((await version()) === 2) return null;
              await new Promise((resolve) => setTimeout(resolve, 200));
            }
            return `It does not follow: ${moved.output}`;
          },
          { environment },
        ),
    },
    {
      name: 'a run, twenty files, a version and its alias arrive whole',
      attempt: async () => {
        const directory = join(project.folder, 'artifacts', 'twenty');
        const verdict = writeSmallBundle(directory, 'twenty files');
        const manifestPath = join(directory, 'manifest.json');
        const small = JSON.parse(readFileSync(manifestPath, 'utf8'));
        for (let index = 1; index < 20; index++) {
          const bytes = randomBytes(100_000);
          const sha256 = createHash('sha256').update(bytes).digest('hex');
          writeFileSync(join(directory, `part-${index}.bin`), bytes);
          small.files[`part-${index}.bin`] = { sha256, bytes: bytes.length };
        }
        writeFileSync(manifestPath, JSON.stringify(small));
        const registry = openRegistry(`mlflow:${address}`, { root: project.folder });
        const started = performance.now();
        const { record } = registry.register(directory, verdict, who);
        registry.promote(model, record.version, { ...who, force: true });
        process.stdout.write(`   in ${(performance.now() - started).toFixed(0)} ms\n`);
        const { files, version } = await readBack();
        const isWhole = Object.entries<{ sha256: string }>(small.files).every(
          ([name, { sha256 }]) => files[`bundle/${name}`] === sha256,
        );
        return isWhole && version === String(record.version) ? null : JSON.stringify(files);
      },
    },
  ];
}

/** Where MLflow is installed already, that Python; otherwise one of its own. */
async function openEnvironment(): Promise<PythonEnvironment | string> {
  const python = process.env.MLOPS_MLFLOW_PYTHON ?? '';
  if (python === '') return openPythonEnvironment();
  return { python, install: async () => null, remove: () => undefined };
}

async function main(): Promise<number> {
  const environment = await openEnvironment();
  if (typeof environment === 'string') {
    process.stdout.write(`Skipped, no MLflow server was started: ${environment}.\n`);
    return 0;
  }
  try {
    const problem = await environment.install(['mlflow>=3,<4'], installMs);
    if (problem !== null) {
      process.stdout.write(`Skipped, MLflow cannot be installed here: ${problem}.\n`);
      return 0;
    }
    const server = await startMlflow(environment.python);
    const project = await scaffoldProject();
    try {
      return await tryItems(
        items(environment.python, server, project),
        'things with a real MLflow server work.',
      );
    } finally {
      await server.stop();
      project.remove();
    }
  } finally {
    environment.remove();
  }
}

process.exitCode = await main();
