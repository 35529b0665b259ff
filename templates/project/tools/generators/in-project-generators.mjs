import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nameProblem } from './name-problem.mjs';
import { registerEntry } from './register-entry.mjs';

/** The generators as plop takes them, those of the CI among them. `root` is the project. */
export async function inProjectGenerators(root) {
  const models = readdirSync(join(root, 'models')).filter((name) =>
    existsSync(join(root, 'models', name, 'data', 'contract.ts')),
  );
  const prompts = (what) => [
    {
      type: 'input',
      name: 'name',
      message: `Name of the ${what}, in kebab-case`,
      validate: (value) => nameProblem(what, value) ?? true,
    },
    {
      type: 'list',
      name: 'model',
      message: 'For which model?',
      choices: models,
      // One model is no question.
      when: models.length > 1,
    },
  ];
  const modelOf = (answers) => answers.model ?? models[0];
  const templates = join(root, 'tools', 'generators');
  const add = (path, template) => ({
    type: 'add',
    path: join(root, 'models', '{{folder}}', ...path),
    templateFile: join(templates, ...template),
    skipIfExists: true,
  });

  const entry = (name, description, place, library) => ({
    name,
    description,
    prompts: prompts(name),
    actions: (answers) => {
      refuseName(name, answers.name);
      answers.folder = modelOf(answers);
      return [
        add([...place, '{{name}}.ts'], [name, `${name}.ts.template`]),
        add([...place, '{{name}}.test.ts'], [name, `${name}.test.ts.template`]),
        () =>
          registerEntry(join(root, 'models', answers.folder, ...place, 'index.ts'), {
            file: answers.name,
            exported: camelCase(answers.name),
            library,
          }),
        () => format(root, join('models', answers.folder, ...place)),
      ];
    },
  });

  return [
    ...(await ofCi(root, models)),
    entry('check', 'a check of the data', ['validate', 'checks'], 'data-validation'),
    entry('metric', 'a metric of the gate', ['evaluate', 'metrics'], 'eval-gate'),
    entry('detector', 'a drift detector', ['drift', 'detectors'], 'drift-check'),
    {
      name: 'stage',
      description: 'a stage of the pipeline',
      prompts: prompts('stage'),
      actions: (answers) => {
        refuseName('stage', answers.name);
        answers.folder = modelOf(answers);
        return [
          add(['{{name}}', 'package.json'], ['stage', 'package.json.template']),
          add(['{{name}}', 'main.ts'], ['stage', 'main.ts.template']),
          add(['{{name}}', '{{name}}.ts'], ['stage', 'stage.ts.template']),
          add(['{{name}}', '{{name}}.test.ts'], ['stage', 'stage.test.ts.template']),
          () => format(root, join('models', answers.folder, answers.name)),
          () => lock(root),
        ];
      },
    },
  ];
}

/** A workflow is made where there are workflows. */
async function ofCi(root, models) {
  const path = join(root, 'tools', 'generators', 'workflow', 'generator.mjs');
  if (!existsSync(path)) return [];
  const { workflowGenerator } = await import(pathToFileURL(path).href);
  return [workflowGenerator(root, models)];
}

/** Words given on the command line pass plop's prompts by. */
function refuseName(generator, name) {
  const problem = nameProblem(generator, name);
  if (problem !== null) throw problem;
}

const camelCase = (name) => name.replace(/-([a-z0-9])/g, (_match, letter) => letter.toUpperCase());

function format(root, path) {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const run = spawnSync(process.execPath, [biome, 'check', '--write', path], {
    cwd: root,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw `Biome refuses what was generated:\n${run.stdout}${run.stderr}`;
  return `formatted ${path}`;
}

/** A new package must be in the lock file, or `npm ci` refuses it in CI. */
function lock(root) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const run = spawnSync(npm, ['install', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return run.status === 0
    ? 'the lock file knows the new package'
    : 'run `npm install`, so that the lock file knows the new package';
}
