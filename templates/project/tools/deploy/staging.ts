import type { DeploymentCheck } from '@create-mlops/rollout';
import type { Deployment } from './deployment.ts';
import { applyLoad, judgeLoad } from './load-test.ts';
import { recordedSamples } from './recorded-samples.ts';
import { startArm } from './start-arm.ts';
import { testService } from './test-service.ts';

/** Starts the version on this machine, tests it over HTTP, then puts it under load. */
export async function tryInStaging(deployment: Deployment): Promise<DeploymentCheck[]> {
  const { model, record, settings, isDedicated } = deployment;
  const { version, modelHash } = record;
  const samples = await recordedSamples(deployment);
  const service = await startArm(deployment, version).catch((error: Error) => error);
  if (service instanceof Error) {
    return [{ step: 'staging', check: 'start', status: 'fail', sentence: service.message }];
  }
  try {
    const { address } = service;
    const checks = await testService({
      address,
      model,
      version,
      modelHash,
      samples,
      step: 'staging',
    });
    // What answers wrongly need not do so quickly.
    if (checks.some(({ status }) => status === 'fail')) return checks;
    const load = await applyLoad({ address, model, rows: samples.rows, ...settings.loadTest });
    return [...checks, ...judgeLoad(load, settings.loadTest, { isDedicated })];
  } finally {
    await service.stop();
  }
}
