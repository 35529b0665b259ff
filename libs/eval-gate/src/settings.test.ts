import { describe, expect, it } from 'vitest';
import { type GateSettings, gateSettingsSchema } from './settings.ts';

describe('gateSettingsSchema', () => {
  it('fills in what a project does not say', () => {
    expect(gateSettingsSchema.parse({})).toEqual({
      metrics: {},
      beatBaseline: true,
      production: {
        mode: 'nonInferior',
        margin: 'auto',
        minDelta: 0,
        onSuspicious: 'warn',
        onFail: 'block',
      },
      slices: [],
      minSliceSize: 50,
      behaviour: { invariance: [], directional: [], minShare: 0.95, onFail: 'block' },
      confidence: 0.95,
      onInconclusive: 'warn',
      mode: 'bound',
      seed: 1,
    });
  });

  it('takes everything that can be said', () => {
    const settings: GateSettings = {
      metrics: { rocAuc: { min: 0.75 }, logLoss: { max: 0.5, onFail: 'warn' } },
      beatBaseline: { metric: 'balancedAccuracy' },
      production: {
        metric: 'mae',
        mode: 'superior',
        margin: 0.01,
        minDelta: { relative: 0.02 },
        maxImprovement: { relative: 0.5 },
      },
      latency: { p99Ms: 50, onFail: 'warn' },
      size: { maxMb: 100 },
      fairness: { columns: ['gender'], demographicParityRatio: 0.8, minGroup: 50, onFail: 'warn' },
      slices: [{ column: 'country', values: ['DE'], metrics: { f1: { min: 0.5 } } }],
      behaviour: {
        invariance: [{ column: 'customer_id' }],
        directional: [{ column: 'satisfaction', change: -1, effect: 'up', class: 'yes' }],
      },
      calibration: { maxEce: 0.1, onFail: 'warn' },
      trainTestGap: { max: 0.1 },
      mode: 'point',
    };
    expect(gateSettingsSchema.safeParse(settings).error).toBeUndefined();
  });

  it.each([
    ['an unknown key', { metric: {} }, 'metric'],
    ['a limit without a limit', { metrics: { f1: {} } }, '`min`, `max` or both'],
    ['a negative margin', { production: { margin: -0.1 } }, 'production'],
    [
      'a change without a change',
      {
        behaviour: { directional: [{ column: 'age', effect: 'up' }] },
      },
      'needs one of `change`, `to` and `words`',
    ],
    ['a certain confidence', { confidence: 1 }, 'confidence'],
  ])('refuses %s', (_what, settings, complaint) => {
    const { error } = gateSettingsSchema.safeParse(settings);
    expect(JSON.stringify(error?.issues)).toContain(complaint);
  });
});
