import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadSettings } from './load-settings.ts';

const schema = z.strictObject({
  epochs: z.number().int().min(1),
  earlyStopping: z.object({ patience: z.number() }).optional(),
});

describe('loadSettings', () => {
  it('takes what the file says when the environment is silent', () => {
    expect(loadSettings(schema, { epochs: 3 }, { stage: 'train', environment: {} })).toEqual({
      epochs: 3,
    });
  });

  it('lets the environment override a key, also one inside another', () => {
    const environment = {
      MLOPS_TRAIN__EPOCHS: '9',
      MLOPS_TRAIN__EARLY_STOPPING__PATIENCE: '2',
      MLOPS_DRIFT__EPOCHS: '1',
    };
    expect(loadSettings(schema, { epochs: 3 }, { stage: 'train', environment })).toEqual({
      epochs: 9,
      earlyStopping: { patience: 2 },
    });
  });

  it('refuses a wrong value with the key and the variable that set it', () => {
    const load = () =>
      loadSettings(
        schema,
        { epochs: 3 },
        { stage: 'train', environment: { MLOPS_TRAIN__EPOCHS: 'many' } },
      );
    expect(load).toThrow(/epochs: .*expected number/i);
  });

  it('refuses a key that no setting has', () => {
    const load = () =>
      loadSettings(
        schema,
        { epochs: 3 },
        { stage: 'train', environment: { MLOPS_TRAIN__EPOCH: '4' } },
      );
    expect(load).toThrow(/epoch/);
  });

  it('leaves the written settings as they are', () => {
    const written = { epochs: 3 };
    loadSettings(schema, written, { stage: 'train', environment: { MLOPS_TRAIN__EPOCHS: '9' } });
    expect(written).toEqual({ epochs: 3 });
  });
});
