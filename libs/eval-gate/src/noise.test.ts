import { seededRandom } from '@create-mlops/statistics';
import { describe, expect, it } from 'vitest';
import { classRows, valueRows } from '../test/scored-rows.ts';
import { againstProduction } from './checks/against-production.ts';
import { gatherMetrics } from './metric-registry.ts';
import type { Scored } from './scored.ts';
import { type GateSettings, gateSettingsSchema } from './settings.ts';

const pairs = 1_000;

/** Two models right with these chances, disagreeing on this share of rows. */
function pairOf(
  rows: number,
  parts: { candidate: number; production: number; disagreeing: number; seed: number },
): { readonly candidate: Scored; readonly production: Scored } {
  const { candidate, production, disagreeing, seed } = parts;
  const random = seededRandom(seed);
  const onlyCandidate = (disagreeing + candidate - production) / 2;
  const onlyProduction = disagreeing - onlyCandidate;
  const both = production - onlyProduction;
  const answers: [number, number][] = Array.from({ length: rows }, () => {
    const draw = random();
    if (draw < both) return [1, 1];
    if (draw < both + onlyCandidate) return [1, 0];
    return draw < both + disagreeing ? [0, 1] : [0, 0];
  });
  const truths = answers.map(() => 1);
  const scored = (side: 0 | 1) =>
    classRows(
      truths,
      answers.map((answer) => [1 - answer[side], answer[side]]),
      2,
    );
  return { candidate: scored(0), production: scored(1) };
}

type Chances = { candidate: number; production: number; disagreeing: number };

/** How often the comparison comes out how, as shares of `rounds` simulated test splits. */
function shares(
  rows: number,
  settings: GateSettings,
  chances: Chances,
  rounds = pairs,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let round = 0; round < rounds; round++) {
    const pair = pairOf(rows, { ...chances, seed: 1_000 + round });
    const [check] = againstProduction({
      settings: gateSettingsSchema.parse(settings),
      description: { columns: [], target: 'y', problem: 'binary', classes: ['no', 'yes'] },
      metrics: gatherMetrics([]),
      scored: pair.candidate,
      production: { state: 'scored', scored: pair.production },
    });
    const status = check?.status ?? 'nothing';
    counts[status] = (counts[status] ?? 0) + 1 / rounds;
  }
  return counts;
}

const equal = { candidate: 0.84, production: 0.84, disagreeing: 0.06 };

describe('the comparison with production, simulated', () => {
  it.each([178, 1_000])('is practically never red for equal models on %i rows', (rows) => {
    const { block = 0, pass = 0 } = shares(
      rows,
      { production: { mode: 'nonInferior', margin: 'auto' } },
      equal,
    );
    expect(block).toBeLessThanOrEqual(0.01);
    expect(pass).toBeGreaterThan(0.7);
  });

  it.each([300, 1_000])(
    'on %i rows lets at most six in a hundred equal models pass as superior',
    (rows) => {
      const { pass = 0 } = shares(rows, { production: { mode: 'superior' } }, equal);
      expect(pass).toBeLessThanOrEqual(0.06);
    },
  );

  it('finds a gain of two percentage points on 5,000 rows nine times out of ten', () => {
    const better = { candidate: 0.86, production: 0.84, disagreeing: 0.06 };
    expect(
      shares(5_000, { production: { mode: 'superior' } }, better, 300).pass,
    ).toBeGreaterThanOrEqual(0.9);
  });

  it('stops a model that is five percentage points worse', () => {
    const worse = { candidate: 0.79, production: 0.84, disagreeing: 0.09 };
    const { block = 0 } = shares(1_000, {}, worse, 300);
    expect(block).toBeGreaterThan(0.9);
  });

  it('is practically never red for equal regressions either', () => {
    const random = seededRandom(9);
    let red = 0;
    for (let round = 0; round < 200; round++) {
      const truths = Array.from({ length: 150 }, () => random() * 100);
      const model = () =>
        valueRows(
          truths,
          truths.map((truth) => truth + (random() - 0.5) * 20),
        );
      const [check] = againstProduction({
        settings: gateSettingsSchema.parse({}),
        description: { columns: [], target: 'y', problem: 'regression', classes: [] },
        metrics: gatherMetrics([]),
        scored: model(),
        production: { state: 'scored', scored: model() },
      });
      if (check?.status === 'block') red++;
    }
    expect(red).toBeLessThanOrEqual(3);
  });

  it('keeps out the quarter of equal models that a plain comparison would call half a point better', () => {
    const production = { mode: 'superior', minDelta: 0.005 } as const;
    expect(shares(1_000, { production, mode: 'point' }, equal, 300).pass).toBeGreaterThan(0.2);
    expect(shares(1_000, { production }, equal, 300).pass).toBeLessThanOrEqual(0.06);
  });
});
