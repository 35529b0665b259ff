import type { GateCheck } from '@create-mlops/contracts';
import type { GateContext } from '../gate-context.ts';
import { againstProduction } from './against-production.ts';
import { beatBaseline } from './beat-baseline.ts';
import { behaviour } from './behaviour.ts';
import { fairness } from './fairness.ts';
import { latency } from './latency.ts';
import { leakage } from './leakage.ts';
import { metricLimits } from './metric-limits.ts';
import { roundTrip } from './round-trip.ts';
import { size } from './size.ts';
import { slices } from './slices.ts';
import { soundAnswers } from './sound-answers.ts';
import { trainTestGap } from './train-test-gap.ts';

/** Every family of checks, in the order of the verdict. A new one is its own file, its test, and one line here. */
export const checkFamilies: readonly ((
  context: GateContext,
) => readonly GateCheck[] | Promise<readonly GateCheck[]>)[] = [
  metricLimits,
  beatBaseline,
  againstProduction,
  slices,
  trainTestGap,
  fairness,
  soundAnswers,
  behaviour,
  roundTrip,
  leakage,
  latency,
  size,
];
