import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ModelRegistry, openRegistry } from '@create-mlops/model-registry';
import { type DeploymentReport, deploymentReportSchema } from '@create-mlops/rollout';
import { type CommandResult, runCommand } from '../run-command.ts';
import { scaffoldProject } from '../scaffolded-project.ts';

/** What a deployment should come to. */
export type Expected = {
  readonly code: number;
  readonly decision: DeploymentReport['decision'];
  /** The version in production afterwards. */
  readonly serving: number | null;
  readonly says: string;
};

/** A project whose versions are deployed. Attempts answer `null`, or what is wrong. */
export type Trial = {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly registry: ModelRegistry;
  readonly production: () => number | null;
  readonly deploy: (
    words: readonly string[],
    environment?: NodeJS.ProcessEnv,
  ) => Promise<CommandResult>;
  readonly report: () => DeploymentReport;
  /** Runs the pipeline: a version more, where settings differ. */
  readonly train: (environment: NodeJS.ProcessEnv) => Promise<string | null>;
  readonly expectDeployment: (
    words: readonly string[],
    environment: NodeJS.ProcessEnv,
    expected: Expected,
  ) => Promise<string | null>;
  /** A refusal with exit code 2 that says so. */
  readonly refuses: (
    words: readonly string[],
    environment: NodeJS.ProcessEnv,
    says: string,
  ) => Promise<string | null>;
  /** Lets any quality pass the gate, so that a bad model gets as far as the deployment. */
  readonly loosenGate: () => void;
  readonly remove: () => void;
};

/** Short, for what is tried is not the machine. */
const quick = { DEPLOY_SECONDS: '1', DEPLOY_RATE: '30' };

/** Scaffolds the churn sample. */
export async function openTrial(): Promise<Trial> {
  const { folder, remove } = await scaffoldProject();
  const registry = openRegistry(join(folder, 'registry'), { root: folder });
  const environment = { ...process.env, ...quick };
  const production = () => registry.find('churn', 'production')?.version ?? null;
  const run = (words: readonly string[], own: NodeJS.ProcessEnv = {}) =>
    runCommand(process.execPath, ['--import', 'tsx', ...words], {
      cwd: folder,
      environment: { ...environment, ...own },
    });
  const deploy: Trial['deploy'] = (words, own = {}) => run(['tools/deploy.ts', ...words], own);
  const report = () => {
    const path = join(folder, 'artifacts', 'churn', 'deploy', 'report.json');
    return deploymentReportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  };
  return {
    folder,
    environment,
    registry,
    production,
    deploy,
    report,
    remove,
    async train(own) {
      const made = await run(['tools/pipeline.mjs'], own);
      return made.code === 0 ? null : `the pipeline exited with ${made.code}:\n${made.output}`;
    },
    async expectDeployment(words, own, expected) {
      const { code, output } = await deploy(words, own);
      const { decision, sentence } = report();
      const problems = [
        code === expected.code ? '' : `exited with ${code} instead of ${expected.code}`,
        decision === expected.decision ? '' : `decided ${decision} instead of ${expected.decision}`,
        production() === expected.serving ? '' : `left version ${production()} in production`,
        sentence.includes(expected.says) ? '' : `does not say "${expected.says}" but "${sentence}"`,
      ].filter((problem) => problem !== '');
      return problems.length === 0 ? null : `${problems.join(', ')}:\n${output}`;
    },
    async refuses(words, own, says) {
      const { code, output } = await deploy(words, own);
      if (code !== 2) return `exited with ${code} instead of 2:\n${output}`;
      return output.includes(says) ? null : `does not say "${says}":\n${output}`;
    },
    loosenGate() {
      const path = join(folder, 'models', 'churn', 'evaluate', 'gate.config.ts');
      const loose = readFileSync(path, 'utf8')
        .replace(/metrics: \{[\s\S]*?\n {2}\},/, 'metrics: {},')
        .replace('beatBaseline: true', 'beatBaseline: false')
        .replace(
          /production: \{[\s\S]*?\},/,
          "production: { metric: 'accuracy', mode: 'nonInferior', margin: 1 },",
        );
      writeFileSync(path, loose);
    },
  };
}
