import { describe, expect, it } from 'vitest';
import { freshFolder, makeBundle } from '../test/bundle-fixture.ts';
import { openDirectoryRegistry } from './directory-registry.ts';
import { modelToBeat } from './model-to-beat.ts';

const who = { by: 'ada', reason: 'a test' };

describe('modelToBeat', () => {
  it('is nobody for the first model, also after its promotion', () => {
    const registry = openDirectoryRegistry(freshFolder());
    const first = makeBundle('one');
    expect(modelToBeat(registry, 'churn', first.verdict.modelHash)).toBeNull();
    registry.register(first.directory, first.verdict, who);
    registry.promote('churn', 1, who);
    expect(modelToBeat(registry, 'churn', first.verdict.modelHash)).toBeNull();
  });

  it('is the same model before and after a candidate is promoted', () => {
    const registry = openDirectoryRegistry(freshFolder());
    const first = makeBundle('one');
    const second = makeBundle('two', { against: 'one' });
    registry.register(first.directory, first.verdict, who);
    registry.promote('churn', 1, who);
    expect(modelToBeat(registry, 'churn', second.verdict.modelHash)?.version).toBe(1);
    registry.register(second.directory, second.verdict, who);
    registry.promote('churn', 2, who);
    expect(modelToBeat(registry, 'churn', second.verdict.modelHash)?.version).toBe(1);
  });
});
