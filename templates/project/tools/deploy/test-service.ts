import type { DeploymentCheck } from '@create-mlops/rollout';
import { askService, type ServiceAnswer } from './ask-service.ts';
import type { RecordedSamples } from './recorded-samples.ts';

export type ServiceUnderTest = {
  readonly address: string;
  readonly model: string;
  readonly version: number;
  readonly modelHash: string;
  readonly samples: RecordedSamples;
  readonly step: DeploymentCheck['step'];
};

/** The service rounds to seven digits, and its backend may be another than that of training. */
const tolerance = 1e-5;

/**
 * Integration tests over HTTP: health, identity, the recorded requests answered as at training, nonsense refused, metrics. All are
 * done, also after one that failed.
 */
export async function testService(service: ServiceUnderTest): Promise<DeploymentCheck[]> {
  const tests: Readonly<Record<string, (service: ServiceUnderTest) => Promise<string>>> = {
    health: testHealth,
    identity: testIdentity,
    examples: testExamples,
    refusal: testRefusal,
    metrics: testMetrics,
  };
  const checks: DeploymentCheck[] = [];
  for (const [check, run] of Object.entries(tests)) {
    checks.push(
      await run(service).then(
        (sentence): DeploymentCheck => ({ step: service.step, check, status: 'pass', sentence }),
        (error: unknown): DeploymentCheck => ({
          step: service.step,
          check,
          status: 'fail',
          sentence: error instanceof Error ? error.message : String(error),
        }),
      ),
    );
  }
  return checks;
}

const get = (url: string): Promise<Response> =>
  fetch(url, { signal: AbortSignal.timeout(10_000) }).catch((cause: unknown) => {
    throw new Error(`${url} does not answer.`, { cause });
  });

async function testHealth({ address, model, version }: ServiceUnderTest): Promise<string> {
  const response = await get(`${address}/health/ready`);
  const { reasons = [], models } = (await response.json()) as {
    reasons?: string[];
    models?: Record<string, { version: number | null }>;
  };
  if (!response.ok) throw new Error(`The service is not ready: ${reasons.join(' ')}`);
  const serving = models?.[model]?.version;
  if (serving !== version) {
    throw new Error(`Version ${serving ?? 'none'} of ${model} is ready, not version ${version}.`);
  }
  return 'The service is ready.';
}

async function testIdentity(service: ServiceUnderTest): Promise<string> {
  const { address, model, version, modelHash } = service;
  const said = (await (await get(`${address}/models/${model}`)).json()) as {
    version?: number;
    modelHash?: string;
  };
  if (said.version === version && said.modelHash === modelHash) {
    return `Version ${version} answers, model ${modelHash.slice(0, 12)}.`;
  }
  throw new Error(
    `Version ${said.version ?? 'none'}, model ${said.modelHash?.slice(0, 12) ?? 'none'}, answers instead of version ${version}, model ${modelHash.slice(0, 12)}.`,
  );
}

async function testExamples({ address, model, samples }: ServiceUnderTest): Promise<string> {
  const { rows, outputs, manifest } = samples;
  const { classes } = manifest.contract;
  if (rows.length === 0) throw new Error('The bundle holds no recorded requests to try.');
  let largest = 0;
  for (const [index, row] of rows.entries()) {
    const { status, answer } = await askService(address, model, row);
    if (answer === null) {
      throw new Error(`Recorded request ${index + 1} was answered ${status || 'not at all'}.`);
    }
    const difference = differenceOf(answer, outputs[index] ?? [], classes);
    if (!(difference <= tolerance)) {
      throw new Error(
        `Recorded request ${index + 1} is answered ${JSON.stringify(answer)}, at training it was ${(outputs[index] ?? []).join(', ')}.`,
      );
    }
    largest = Math.max(largest, difference);
  }
  return `${rows.length} recorded requests are answered as at training, within ${largest.toExponential(0)}.`;
}

function differenceOf(
  { prediction, probabilities }: ServiceAnswer,
  recorded: readonly number[],
  classes: readonly string[],
): number {
  if (probabilities === undefined) {
    const [value = Number.NaN] = recorded;
    return Math.abs(Number(prediction) - value) / Math.max(1, Math.abs(value));
  }
  const differences = recorded.map((score, at) =>
    Math.abs(score - (probabilities[classes[at] ?? ''] ?? Number.NaN)),
  );
  return differences.every(Number.isFinite) ? Math.max(0, ...differences) : Number.NaN;
}

async function testRefusal({ address, model }: ServiceUnderTest): Promise<string> {
  for (const [what, body] of [
    ['a column that the contract does not have', '{"no_such_column":1}'],
    ['a body that is no JSON', '{'],
  ] as const) {
    const response = await fetch(`${address}/models/${model}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    await response.arrayBuffer();
    if (response.status !== 400) {
      throw new Error(`The service answers ${response.status} to ${what}, not 400.`);
    }
  }
  return 'Nonsense is refused with 400.';
}

async function testMetrics({ address, model, version }: ServiceUnderTest): Promise<string> {
  const response = await get(`${address}/metrics`);
  const text = await response.text();
  const line = `model_info{model="${model}",version="${version}"`;
  if (!response.ok || !text.includes(line)) {
    throw new Error(
      `/metrics answers ${response.status} and does not name version ${version} of ${model}.`,
    );
  }
  return '/metrics names the version.';
}
