import { MlopsError } from '@create-mlops/contracts';

/** What somebody asked to deploy, by words and environment. */
export type DeployRequest = {
  readonly model: string;
  /** `null`: the candidate, or else what is in production. */
  readonly version: number | null;
  readonly target: string;
  /** `null`: what rollout.config.ts says. */
  readonly strategy: 'direct' | 'manual' | 'canary' | null;
  readonly requestsPerSecond: number | null;
  readonly seconds: number | null;
  readonly isDedicated: boolean;
  readonly isRehearsal: boolean;
};

const strategies = ['direct', 'manual', 'canary'] as const;

/**
 * `npm run deploy [model] [version]`, with MODEL_VERSION, STRATEGY, DEPLOY_TARGET, DEPLOY_RATE, DEPLOY_SECONDS and DEPLOY_DEDICATED
 * from the environment. A variable that a workflow sets to nothing counts as none, and words count more.
 *
 * @throws {MlopsError} USAGE naming the word or the variable.
 */
export function readRequest(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
  choices: { readonly models: readonly string[]; readonly targets: readonly string[] },
): DeployRequest {
  const { models, targets } = choices;
  const plain = words.map((word) => word.replace(/^--/, ''));
  const unknown = plain.find(
    (word) => !models.includes(word) && !targets.includes(word) && !/^[1-9]\d*$/.test(word),
  );
  if (unknown !== undefined) {
    throw new MlopsError(
      'USAGE',
      `"${unknown}" is no model, no version and no target.`,
      `Models: ${models.join(', ')}. Targets: ${targets.join(', ')}. A number is a version.`,
    );
  }
  const named = plain.find((word) => models.includes(word));
  const [first = '', ...others] = models;
  if (named === undefined && others.length > 0) {
    throw new MlopsError('USAGE', `Which model: ${models.join(', ')}?`, `npm run deploy ${first}`);
  }
  const target =
    plain.find((word) => targets.includes(word)) ?? (environment.DEPLOY_TARGET || 'replay');
  if (!targets.includes(target)) {
    throw new MlopsError(
      'USAGE',
      `DEPLOY_TARGET is "${target}", which is no target.`,
      `Targets: ${targets.join(', ')}.`,
    );
  }
  const word = plain.find((one) => /^\d+$/.test(one));
  return {
    model: named ?? first,
    target,
    version: positive('MODEL_VERSION', word ?? environment.MODEL_VERSION, true),
    strategy: strategyOf(environment.STRATEGY),
    requestsPerSecond: positive('DEPLOY_RATE', environment.DEPLOY_RATE),
    seconds: positive('DEPLOY_SECONDS', environment.DEPLOY_SECONDS),
    isDedicated: environment.DEPLOY_DEDICATED === '1',
    isRehearsal: environment.DEPLOY_REHEARSAL === '1',
  };
}

function positive(name: string, text: string | undefined, isWhole = false): number | null {
  if (text === undefined || text.trim() === '') return null;
  const value = Number(text);
  if (value > 0 && Number.isFinite(value) && (!isWhole || Number.isInteger(value))) return value;
  throw new MlopsError(
    'USAGE',
    `${name} is "${text}", which is no ${isWhole ? 'version' : 'number above 0'}.`,
    `Set ${name} to a ${isWhole ? 'whole ' : ''}number, or leave it empty.`,
  );
}

function strategyOf(text: string | undefined): DeployRequest['strategy'] {
  if (text === undefined || text === '') return null;
  const found = strategies.find((name) => name === text);
  if (found !== undefined) return found;
  throw new MlopsError(
    'USAGE',
    `STRATEGY is "${text}", which is no strategy.`,
    `Strategies: ${strategies.join(', ')}. Leave it empty for what serve/rollout.config.ts says.`,
  );
}
