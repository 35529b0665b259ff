import { userInfo } from 'node:os';
import { MlopsError } from '@create-mlops/contracts';
import type { Deployment } from './deployment.ts';

/** Whoever stands behind the deployment: in CI the person who started the run. */
export function deployedBy(environment: NodeJS.ProcessEnv = process.env): string {
  const person =
    environment.GITHUB_ACTOR || environment.GITLAB_USER_LOGIN || userInfo().username || 'somebody';
  return `deploy (${person})`;
}

/**
 * Moves `production` to the version, but only from where it was seen. Until the target was looked at, the end of this process, by
 * Ctrl-C say, moves it back: no alias stays where nobody has looked.
 *
 * @param revision of the aliases when the deployment began.
 * @returns what to call when the target was looked at.
 * @throws {MlopsError} ALIAS_CONFLICT when somebody else moved them meanwhile; VERDICT_NOT_PASSING, ROLLED_BACK.
 */
export function promote(deployment: Deployment, revision: number, reason: string): () => void {
  const { registry, model, record } = deployment;
  const by = deployedBy();
  const state = registry.promote(model, record.version, { by, reason, expectedRevision: revision });
  const interrupted = () => {
    const why = 'The deployment was interrupted before the target was looked at.';
    rollBack(deployment, why, state.revision);
  };
  process.once('exit', interrupted);
  return () => {
    process.off('exit', interrupted);
  };
}

/**
 * Moves `production` back to the version before.
 *
 * @returns whether it moved: not when somebody else moved it meanwhile, nor where there is none before.
 */
export function rollBack(
  { registry, model }: Deployment,
  reason: string,
  revision?: number,
): boolean {
  try {
    registry.rollback(model, {
      by: deployedBy(),
      reason,
      ...(revision === undefined ? {} : { expectedRevision: revision }),
    });
    return true;
  } catch (error) {
    const isKnown =
      error instanceof MlopsError &&
      (error.code === 'NOTHING_TO_ROLL_BACK' || error.code === 'ALIAS_CONFLICT');
    if (!isKnown) throw error;
    return false;
  }
}
