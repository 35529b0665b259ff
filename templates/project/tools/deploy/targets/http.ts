import { MlopsError } from '@create-mlops/contracts';
import type { DeploymentCheck } from '@create-mlops/rollout';
import { recordedSamples } from '../recorded-samples.ts';
import { testService } from '../test-service.ts';
import type { Target } from './target.ts';

/** How often the service is asked which version it serves. */
const everyMs = 1_000;
const usualWaitSeconds = 120;

/** A running service that follows the registry: DEPLOY_URL says where, DEPLOY_WAIT how many seconds it may take. */
export const http: Target = {
  description:
    'A running service that follows the registry and says which version it serves (DEPLOY_URL).',
  isComparing: false,
  require() {
    serviceAddress();
    waitSeconds();
  },
  async release(deployment) {
    const { model, record } = deployment;
    const address = serviceAddress();
    const waited = await waitForVersion(address, { model, version: record.version });
    if (waited.status === 'fail') return [waited];
    const { version, modelHash } = record;
    const samples = await recordedSamples(deployment);
    const checks = await testService({
      address,
      model,
      version,
      modelHash,
      samples,
      step: 'target',
    });
    return [waited, ...checks];
  },
};

function serviceAddress(): string {
  const text = process.env.DEPLOY_URL ?? '';
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol)) return text.replace(/\/+$/, '');
  throw new MlopsError(
    'USAGE',
    text === ''
      ? 'The target http needs the address of the running service.'
      : `DEPLOY_URL is "${text}", which is no address of a service.`,
    'Set DEPLOY_URL, for example to http://127.0.0.1:3000.',
  );
}

function waitSeconds(): number {
  const text = process.env.DEPLOY_WAIT || String(usualWaitSeconds);
  const seconds = Number(text);
  if (seconds > 0 && Number.isFinite(seconds)) return seconds;
  throw new MlopsError(
    'USAGE',
    `DEPLOY_WAIT is "${text}", which is no number of seconds.`,
    'Set it to 120, say.',
  );
}

/** Asks until the service names the version; what it said last stands in the sentence. */
async function waitForVersion(
  address: string,
  { model, version }: { readonly model: string; readonly version: number },
): Promise<DeploymentCheck> {
  const seconds = waitSeconds();
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const said = await stateOf(address, model);
    if (said.version === version) {
      return {
        step: 'target',
        check: 'follows',
        status: 'pass',
        sentence: `The service at ${address} serves version ${version}.`,
      };
    }
    if (performance.now() > end) {
      return {
        step: 'target',
        check: 'follows',
        status: 'fail',
        sentence: `The service at ${address} does not serve version ${version} after ${seconds} s: ${said.sentence}`,
      };
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

async function stateOf(address: string, model: string) {
  try {
    const response = await fetch(`${address}/health/ready`, {
      signal: AbortSignal.timeout(10_000),
    });
    const { models } = (await response.json()) as {
      models?: Record<string, { version: number | null; problem?: string }>;
    };
    const state = models?.[model];
    if (state === undefined) return { version: null, sentence: `it has no model ${model}.` };
    const { version, problem } = state;
    return { version, sentence: problem ?? `it serves version ${version ?? 'none'}.` };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { version: null, sentence: `it does not answer (${why}).` };
  }
}
