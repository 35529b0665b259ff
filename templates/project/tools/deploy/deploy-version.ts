import { MlopsError } from '@create-mlops/contracts';
import {
  type Comparison,
  type DeploymentCheck,
  type DeploymentReport,
  decideDeployment,
} from '@create-mlops/rollout';
import { evaluateAgain, withFreshVerdict } from '../versions/evaluate-again.ts';
import type { Deployment } from './deployment.ts';
import { deployedBy, promote, rollBack } from './move-alias.ts';
import { replayRequests } from './replay-requests.ts';
import { tryInStaging } from './staging.ts';
import type { Target } from './targets/target.ts';

type Outcome = Pick<DeploymentReport, 'decision' | 'sentence' | 'checks' | 'comparison'>;

/**
 * Staging, comparison, promotion, target; back on failure. The alias moves at most once forward and once back, each time in one
 * step and only from where it was seen.
 */
export async function deployVersion(deployment: Deployment, target: Target): Promise<Outcome> {
  const { model, record, registry, opponent, settings, print } = deployment;
  const { version } = record;
  const before = registry.aliases(model);
  const isLive = before.aliases.production === version;
  print(`Version ${version} of ${model} goes through staging.`);
  const checks: DeploymentCheck[] = await tryInStaging(deployment);
  printChecks(checks, print);
  const isSound = checks.every(({ status }) => status !== 'fail');
  let comparison: Comparison | null = null;
  if (isSound && (target.isComparing || settings.strategy === 'canary')) {
    comparison = await replayRequests(deployment);
    if (comparison !== null) print(`  ${comparison.sentence}`);
  }
  const { strategy } = settings;
  const step = decideDeployment({
    version,
    isLive,
    opponent: opponent?.version ?? null,
    strategy,
    checks,
    comparison,
  });
  const outcome = { checks, comparison };
  if (step.action === 'block') {
    if (isLive && !deployment.isRehearsal)
      return { ...outcome, ...goBack(deployment, step.sentence, before.revision) };
    return { ...outcome, decision: 'blocked', sentence: notDeployed(version, step.sentence) };
  }
  if (step.action === 'ready') return { ...outcome, decision: 'ready', sentence: step.sentence };
  if (step.action === 'hold') return { ...outcome, decision: 'held', sentence: step.sentence };

  const settle = isLive ? () => {} : tryToPromote(deployment, before.revision, step.sentence);
  if (settle instanceof MlopsError) {
    const sentence = notDeployed(version, settle.message);
    return { ...outcome, decision: 'blocked', sentence };
  }
  const released = await target.release(deployment);
  printChecks(released, print);
  const all = { comparison, checks: [...checks, ...released] };
  const failed = released.find(({ status }) => status === 'fail');
  const end =
    failed === undefined
      ? ({ decision: isLive ? 'unchanged' : 'promoted', sentence: step.sentence } as const)
      : goBack(deployment, failed.sentence, registry.aliases(model).revision);
  settle();
  return { ...all, ...end };
}

/** @returns the refusal where the registry has a reason of its own that a report should tell. */
function tryToPromote(
  deployment: Deployment,
  revision: number,
  reason: string,
): (() => void) | MlopsError {
  try {
    return promoteJudged(deployment, revision, reason);
  } catch (error) {
    if (error instanceof MlopsError && /^(VERDICT_NOT_PASSING|ROLLED_BACK)$/.test(error.code)) {
      return error;
    }
    throw error;
  }
}

function promoteJudged(deployment: Deployment, revision: number, reason: string): () => void {
  const { root, registry, model, record, print } = deployment;
  // Keeping the new verdict may move the revision.
  let seen = revision;
  return withFreshVerdict(() => promote(deployment, seen, reason), {
    again: () => {
      const by = deployedBy();
      evaluateAgain(root, registry, { model, version: record.version }, { by, reason });
      seen = registry.aliases(model).revision;
    },
    say: (line) => print(`  ${line}`),
  });
}

function goBack(deployment: Deployment, why: string, revision: number) {
  const { registry, model, record } = deployment;
  if (rollBack(deployment, why, revision)) {
    const now = registry.find(model, 'production')?.version;
    return {
      decision: 'rolledBack',
      sentence: `Version ${record.version} was rolled back; version ${now} is in production again. ${why}`,
    } as const;
  }
  return {
    decision: 'blocked',
    sentence: `Version ${record.version} failed and is still in production, for there is none to go back to or somebody else moved the alias. ${why}`,
  } as const;
}

const notDeployed = (version: number, why: string) => `Version ${version} is not deployed. ${why}`;

function printChecks(checks: readonly DeploymentCheck[], print: (line: string) => void): void {
  const marks = { pass: '✔', warn: '!', fail: '✘' } as const;
  for (const { step, check, status, sentence } of checks) {
    print(`  ${marks[status]} ${`${step} ${check}`.padEnd(17)} ${sentence}`);
  }
}
