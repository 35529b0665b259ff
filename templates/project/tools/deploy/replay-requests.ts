import type { Value } from '@create-mlops/contracts';
import {
  type ArmAnswer,
  type Comparison,
  compareArms,
  type PairedAnswer,
} from '@create-mlops/rollout';
import { type Asked, askService } from './ask-service.ts';
import type { Deployment } from './deployment.ts';
import { recordedRequests } from './recorded-requests.ts';
import { startArm } from './start-arm.ts';

/**
 * Runs production and candidate side by side on this machine, asks both every recorded request, and compares them. `null` for the
 * first version, which has nobody to be compared with.
 */
export async function replayRequests(deployment: Deployment): Promise<Comparison | null> {
  const { model, record, opponent, settings, print } = deployment;
  if (opponent === null) return null;
  const { source, rows } = await recordedRequests(deployment);
  print(
    `  ${rows.length.toLocaleString('en-US')} requests of ${source} go to version ${record.version} and version ${opponent.version}.`,
  );
  const candidate = await startArm(deployment, record.version);
  try {
    const production = await startArm(deployment, opponent.version);
    try {
      const lossOf = lossFunction(rows.map(({ truth }) => truth));
      const pairs: PairedAnswer[] = [];
      for (const [index, { row, truth }] of rows.entries()) {
        // By turns, so that neither always has the warmer machine.
        const first = index % 2 === 0 ? candidate : production;
        const second = first === candidate ? production : candidate;
        const one = await askService(first.address, model, row);
        const other = await askService(second.address, model, row);
        const [a, b] = first === candidate ? [one, other] : [other, one];
        pairs.push({
          candidate: armOf(a, truth, lossOf),
          production: armOf(b, truth, lossOf),
          isSame: sameAnswer(a, b),
        });
      }
      return compareArms(pairs, settings.canary);
    } finally {
      await production.stop();
    }
  } finally {
    await candidate.stop();
  }
}

type Loss = (prediction: Value, truth: Value) => number | null;

/** Wrong or right for classes; for a regression the error as a share of the range of the known answers, at most 1. */
function lossFunction(truths: readonly Value[]): Loss {
  const numbers = truths.filter((truth): truth is number => typeof truth === 'number');
  const range = numbers.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const,
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const,
  );
  return (prediction, truth) => {
    if (truth === null) return null;
    const width = range[1] - range[0];
    if (typeof truth === 'number' && typeof prediction === 'number' && width > 0) {
      return Math.min(1, Math.abs(prediction - truth) / width);
    }
    return Number(String(prediction) !== String(truth));
  };
}

function armOf({ answer, milliseconds }: Asked, truth: Value, lossOf: Loss): ArmAnswer {
  return {
    isAnswered: answer !== null,
    latencyMs: milliseconds,
    loss: answer === null ? null : lossOf(answer.prediction, truth),
  };
}

/** Two models never give the very same number: of a regression it is not asked. */
function sameAnswer({ answer: a }: Asked, { answer: b }: Asked): boolean | null {
  if (a === null || b === null || a.probabilities === undefined) return null;
  return a.prediction === b.prediction;
}
