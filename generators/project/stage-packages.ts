import { builtJson, type PlannedFile } from '../planned-file.ts';

type Target = {
  readonly command: string;
  readonly dependsOn?: readonly unknown[];
  readonly inputs: readonly unknown[];
  readonly outputs: readonly string[];
};

type StagePackage = {
  readonly stage: string;
  readonly description: string;
  readonly libraries: readonly string[];
  /** Other folders of the same model that this one imports. */
  readonly imports?: readonly string[];
  /** Folders whose change concerns this one although it imports nothing of them. */
  readonly follows?: readonly string[];
  readonly targets?: Readonly<Record<string, Target>>;
};

/** `MLOPS_<STAGE>__<KEY>` overrides that Nx must see; nested keys are covered by their own names. */
const overridable: Readonly<Record<string, readonly string[]>> = {
  train: ['EPOCHS', 'BATCH_SIZE', 'LEARNING_RATE', 'SEED', 'BACKEND'],
  rollout: ['STRATEGY'],
};

const overrides = (stage: string) =>
  (overridable[stage] ?? []).map((key) => ({ env: `MLOPS_${stage.toUpperCase()}__${key}` }));

/** Files of the stage, of everything it imports, and the settings that hold for all. */
const ownFiles = ['default', '^default'];

/**
 * The package.json of every folder below `models/<model>/`: what it imports, and the Nx target that runs it. `dependsOn`
 * orders stages; `implicitDependencies` tell Nx that a change there concerns this stage, too.
 */
export function stagePackages(model: string, task: string): PlannedFile[] {
  const artifacts = (folder: string) => `{workspaceRoot}/artifacts/${model}/${folder}`;
  const after = (stage: string) => [{ projects: [`${model}-${stage}`], target: stage }];
  const production = (purpose: string) => ({
    runtime: `node tools/production-model.mjs ${model} ${purpose}`,
  });
  const main = 'node --import tsx main.ts';
  const taskLibrary = `task-${task}`;

  const packages: StagePackage[] = [
    {
      stage: 'data',
      description: 'The contract of one row, derived features, and which bytes are the data',
      libraries: ['contracts', 'dataset', taskLibrary],
      targets: {
        test: { command: 'vitest run --passWithNoTests', inputs: ownFiles, outputs: [] },
      },
    },
    { stage: 'current', description: 'What production sees now', libraries: [] },
    {
      stage: 'validate',
      description: 'Is the data fit to train on?',
      libraries: ['contracts', 'data-validation', 'stage'],
      imports: ['data'],
      targets: {
        validate: { command: main, inputs: ownFiles, outputs: [artifacts('validation')] },
        test: { command: 'vitest run --passWithNoTests', inputs: ownFiles, outputs: [] },
      },
    },
    {
      stage: 'train',
      description: 'Fits the model and writes its bundle',
      libraries: ['contracts', 'drift-check', 'stage', 'training'],
      imports: ['data'],
      targets: {
        train: {
          command: main,
          dependsOn: after('validate'),
          inputs: [
            ...ownFiles,
            ...overrides('train'),
            { env: 'MLOPS_RETRAIN' },
            { env: 'SETTINGS' },
          ],
          outputs: [artifacts('train')],
        },
      },
    },
    {
      stage: 'evaluate',
      description: 'Is the model good enough to replace the one in production?',
      libraries: ['contracts', 'eval-gate', 'model-registry', 'stage', 'training'],
      imports: ['data'],
      follows: ['train'],
      targets: {
        evaluate: {
          command: main,
          dependsOn: after('train'),
          inputs: [
            ...ownFiles,
            { dependentTasksOutputFiles: '**/*', transitive: true },
            production('to-beat'),
          ],
          outputs: [artifacts('evaluation')],
        },
        test: { command: 'vitest run --passWithNoTests', inputs: ownFiles, outputs: [] },
      },
    },
    {
      stage: 'register',
      description: 'Keeps the model as a version and hands it to the rollout',
      libraries: ['contracts', 'model-registry', 'rollout', 'stage'],
      imports: ['serve'],
      follows: ['evaluate'],
      targets: {
        register: {
          command: main,
          dependsOn: after('evaluate'),
          inputs: [
            ...ownFiles,
            { dependentTasksOutputFiles: '**/*', transitive: true },
            production('registered'),
            ...overrides('rollout'),
          ],
          outputs: [artifacts('register')],
        },
      },
    },
    {
      stage: 'drift',
      description: 'Has the world moved?',
      libraries: ['contracts', 'drift-check', 'model-registry', 'stage', 'training'],
      imports: ['data'],
      follows: ['current'],
      targets: {
        drift: {
          command: main,
          inputs: [...ownFiles, production('serving')],
          outputs: [artifacts('drift')],
        },
        test: { command: 'vitest run --passWithNoTests', inputs: ownFiles, outputs: [] },
      },
    },
    {
      stage: 'serve',
      description: 'What the prediction service needs to know of this model',
      libraries: ['rollout'],
      imports: ['data'],
    },
    {
      stage: 'tests',
      description: 'Behaviour of data, model and service',
      libraries: ['contracts', 'dataset', 'serving', 'stage', 'training'],
      imports: ['data', 'serve'],
      follows: ['train'],
      targets: {
        test: {
          command: 'vitest run',
          dependsOn: after('train'),
          inputs: [...ownFiles, { dependentTasksOutputFiles: '**/*' }],
          outputs: [],
        },
      },
    },
  ];
  return packages.map((entry) =>
    builtJson(`models/${model}/${entry.stage}/package.json`, packageJson(model, entry)),
  );
}

function packageJson(model: string, entry: StagePackage): unknown {
  const { stage, description, libraries, imports = [], follows = [], targets } = entry;
  const dependencies = Object.fromEntries(
    [
      ...libraries.map((library) => `@create-mlops/${library}`),
      ...imports.map((folder) => `${model}-${folder}`),
    ]
      .sort()
      .map((name) => [name, '*']),
  );
  const nx = {
    ...(follows.length > 0
      ? { implicitDependencies: follows.map((folder) => `${model}-${folder}`) }
      : {}),
    ...(targets === undefined
      ? {}
      : {
          targets: Object.fromEntries(
            Object.entries(targets).map(([name, { command, ...rest }]) => [
              name,
              { command, options: { cwd: '{projectRoot}' }, cache: true, ...rest },
            ]),
          ),
        }),
  };
  return {
    name: `${model}-${stage}`,
    version: '0.0.0',
    private: true,
    description,
    type: 'module',
    ...(Object.keys(dependencies).length > 0 ? { dependencies } : {}),
    ...(Object.keys(nx).length > 0 ? { nx } : {}),
  };
}
