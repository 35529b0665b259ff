import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locateStage } from './locate-stage.ts';

describe('locateStage', () => {
  const root = join(import.meta.dirname, 'acme');

  it('reads model and stage from the folder', () => {
    expect(locateStage(join(root, 'models', 'churn', 'train'), {})).toEqual({
      stage: 'train',
      model: 'churn',
      root,
      artifacts: join(root, 'artifacts', 'churn'),
      registry: join(root, 'registry'),
    });
  });

  it('takes the registry that MLOPS_REGISTRY names', () => {
    const registryBy = (named: string) =>
      locateStage(join(root, 'models', 'churn', 'train'), { MLOPS_REGISTRY: named }).registry;
    expect(registryBy(resolve('/mnt/r'))).toBe(resolve('/mnt/r'));
    expect(registryBy(join('..', 'shared'))).toBe(join(root, '..', 'shared'));
  });

  it('refuses a folder that is no stage', () => {
    expect(() => locateStage(join(root, 'apps', 'service', 'src'), {})).toThrow(/is not a stage/);
  });
});
