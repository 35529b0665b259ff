import { describe, expect, it } from 'vitest';
import { parseTrainingSettings } from './parse-settings.ts';

describe('parseTrainingSettings', () => {
  it('fills in every default', () => {
    expect(parseTrainingSettings({})).toEqual({
      source: 'layers',
      backend: 'auto',
      seed: 7,
      epochs: 40,
      batchSize: 64,
      learningRate: 0.005,
      schedule: 'constant',
      optimizer: 'adam',
      earlyStopping: { patience: 6, minDelta: 0.0001 },
      classWeights: 'none',
    });
    expect(parseTrainingSettings({ earlyStopping: { patience: 3 } }).earlyStopping).toEqual({
      patience: 3,
      minDelta: 0.0001,
    });
    expect(parseTrainingSettings({ earlyStopping: false }).earlyStopping).toBe(false);
  });

  it('names what is wrong, and refuses a misspelt setting', () => {
    expect(() => parseTrainingSettings({ epochs: 0, learningRate: -1 })).toThrow(
      /epochs: .*; learningRate: /,
    );
    expect(() => parseTrainingSettings(JSON.parse('{"epoch": 3}'))).toThrow(
      expect.objectContaining({
        code: 'SETTINGS_INVALID',
        message: expect.stringMatching(/epoch/),
      }),
    );
  });
});
