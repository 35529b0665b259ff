import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningService, startService } from '../demo/start-service.ts';
import type { Deployment } from './deployment.ts';

/** A service that answers with one version, whatever the aliases say, and whose log is thrown away. */
export async function startArm(
  { root, model, registry }: Deployment,
  version: number,
): Promise<RunningService> {
  // Brought here now: a service that follows a registry elsewhere does not wait for a host.
  registry.bundleDirectory(model, version);
  const artifacts = mkdtempSync(join(tmpdir(), 'mlops-arm-'));
  const sweep = () => rmSync(artifacts, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', sweep);
  try {
    const service = await startService(root, {
      MLOPS_PIN: `${model}=${version}`,
      MLOPS_ARTIFACTS: artifacts,
      HOST: '127.0.0.1',
    });
    return {
      ...service,
      stop: async () => {
        await service.stop();
        process.off('exit', sweep);
        sweep();
      },
    };
  } catch (error) {
    sweep();
    throw error;
  }
}
