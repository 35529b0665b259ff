import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ModelRegistry } from '../src/model-registry.ts';
import { makeBundle } from './bundle-fixture.ts';

const who = { by: 'ada', reason: 'a test' };

/** What every back end must keep. Call it with a function that opens an empty registry. */
export function describeRegistryContract(name: string, open: () => ModelRegistry): void {
  /** Each version judged against the one before it, as when every one is promoted in turn. */
  const withVersions = (count: number): ModelRegistry => {
    const registry = open();
    for (let version = 1; version <= count; version++) {
      const { directory, verdict } = makeBundle(`weights ${version}`, before(version));
      registry.register(directory, verdict, who);
    }
    return registry;
  };

  const before = (version: number) => (version === 1 ? {} : { against: `weights ${version - 1}` });
  const judgeAgain = (registry: ModelRegistry, version: number, against: string) => {
    const { directory, verdict } = makeBundle(`weights ${version}`, { against });
    return registry.register(directory, verdict, who);
  };

  describe(`${name}: register`, () => {
    it('numbers versions from 1 and keeps who, what and the gate decision', () => {
      const registry = withVersions(2);
      expect(registry.models()).toEqual(['churn']);
      expect(registry.list('churn').map((entry) => entry.version)).toEqual([1, 2]);
      expect(registry.show('churn', 2)).toMatchObject({
        registeredBy: 'ada',
        decision: 'pass',
        parentVersion: null,
      });
      expect(registry.verdict('churn', 2).sentence).toBe('All checks pass.');
    });

    it('makes no second version of the same model', () => {
      const registry = withVersions(1);
      const { directory, verdict } = makeBundle('weights 1');
      expect(registry.register(directory, verdict, who)).toMatchObject({
        created: false,
        record: { version: 1 },
      });
      expect(registry.list('churn')).toHaveLength(1);
      expect(registry.history('churn')).toHaveLength(1);
    });

    it('keeps what the gate says later with the version, once', () => {
      const registry = withVersions(1);
      for (const _ of [1, 2]) {
        expect(judgeAgain(registry, 1, 'other').created).toBe(false);
      }
      const events = registry.history('churn').map(({ event }) => event);
      expect(events).toEqual(['registered', 'evaluated']);
      expect(registry.show('churn', 1).judgement?.productionHash).toBeNull();
    });

    it('refuses a bundle that is not what its manifest says', () => {
      const { directory, verdict } = makeBundle('weights');
      writeFileSync(join(directory, 'weights.bin'), 'weightz');
      expect(() => open().register(directory, verdict, who)).toThrow(
        /weights\.bin .*sha256 differs/,
      );
    });

    it('refuses the verdict of another model', () => {
      const { directory } = makeBundle('weights');
      const { verdict } = makeBundle('other');
      expect(() => open().register(directory, verdict, who)).toThrow(/verdict is about model/);
    });

    it('names the versions there are when asked for another', () => {
      expect(() => withVersions(2).show('churn', 9)).toThrow('it has 1, 2');
      expect(() => open().show('churn', 1)).toThrow('no version of churn');
    });
  });

  describe(`${name}: aliases`, () => {
    it('has none at first', () => {
      const registry = withVersions(1);
      expect(registry.aliases('churn')).toEqual({ revision: 0, aliases: {} });
      expect(registry.find('churn', 'production')).toBeNull();
    });

    it('moves the candidate and tells it in the history', () => {
      const registry = withVersions(1);
      registry.setAlias('churn', 'candidate', 1, who);
      expect(registry.find('churn', 'candidate')?.version).toBe(1);
      expect(registry.history('churn').at(-1)).toMatchObject({
        event: 'aliasSet',
        alias: 'candidate',
        by: 'ada',
        revision: 1,
      });
    });

    it('refuses a move that was decided on an older state', () => {
      const registry = withVersions(2);
      registry.setAlias('churn', 'candidate', 1, { ...who, expectedRevision: 0 });
      expect(() =>
        registry.setAlias('churn', 'candidate', 2, { ...who, expectedRevision: 0 }),
      ).toThrow(/revision 0 was expected, 1 is current/);
      expect(registry.find('churn', 'candidate')?.version).toBe(1);
    });
  });

  describe(`${name}: promote and rollback`, () => {
    it('makes the old production previous and the candidate no longer one', () => {
      const registry = withVersions(2);
      registry.promote('churn', 1, who);
      registry.setAlias('churn', 'candidate', 2, who);
      registry.promote('churn', 2, who);
      expect(registry.aliases('churn').aliases).toEqual({ production: 2, previous: 1 });
    });

    it('changes nothing when the version already is production', () => {
      const registry = withVersions(1);
      const first = registry.promote('churn', 1, who);
      expect(registry.promote('churn', 1, who)).toEqual(first);
    });

    it('refuses a version that the gate blocked, unless forced', () => {
      const registry = open();
      const { directory, verdict } = makeBundle('bad', { decision: 'block' });
      registry.register(directory, verdict, who);
      expect(() => registry.promote('churn', 1, who)).toThrow(/the gate said block.*below 0\.80/);
      expect(registry.promote('churn', 1, { ...who, force: true }).aliases.production).toBe(1);
    });

    it('takes an undecided model only as the first one in production', () => {
      const registry = open();
      for (const [word, against] of [
        ['one', {}],
        ['two', { against: 'one' }],
      ] as const) {
        const { directory, verdict } = makeBundle(word, { decision: 'inconclusive', ...against });
        registry.register(directory, verdict, who);
      }
      expect(registry.promote('churn', 1, who).aliases.production).toBe(1);
      expect(() => registry.promote('churn', 2, who)).toThrow(/the gate said inconclusive/);
    });

    it('goes back step by step, past versions that were rolled back', () => {
      const registry = withVersions(4);
      for (const version of [1, 2, 3]) registry.promote('churn', version, who);
      expect(registry.rollback('churn', who).aliases).toEqual({ production: 2, previous: 1 });
      judgeAgain(registry, 4, 'weights 2');
      registry.promote('churn', 4, who);
      expect(registry.rollback('churn', who).aliases).toEqual({ production: 2, previous: 1 });
      expect(registry.rollback('churn', who).aliases).toEqual({ production: 1 });
      expect(() => registry.rollback('churn', who)).toThrow(/first production version/);
    });

    it('does not promote a rolled-back version again without force', () => {
      const registry = withVersions(2);
      registry.promote('churn', 1, who);
      registry.promote('churn', 2, who);
      registry.rollback('churn', who);
      expect(() => registry.promote('churn', 2, who)).toThrow(/was rolled back/);
      const forced = registry.promote('churn', 2, { ...who, force: true });
      expect(forced.aliases).toEqual({ production: 2, previous: 1 });
    });

    it('does not promote it by a new verdict or another registration either', () => {
      const registry = withVersions(2);
      registry.promote('churn', 1, who);
      registry.promote('churn', 2, who);
      registry.rollback('churn', who);
      expect(judgeAgain(registry, 2, 'weights 1')).toMatchObject({ created: false });
      expect(() => registry.promote('churn', 2, who)).toThrow(
        expect.objectContaining({ code: 'ROLLED_BACK', exitCode: 4 }),
      );
    });

    it('refuses a verdict older than the production model, until the gate has spoken again', () => {
      const registry = withVersions(2);
      const late = makeBundle('weights 3', { against: 'weights 1' });
      registry.register(late.directory, late.verdict, who);
      registry.promote('churn', 1, who);
      registry.promote('churn', 2, who);
      expect(() => registry.promote('churn', 3, who)).toThrow(
        expect.objectContaining({
          code: 'VERDICT_STALE',
          exitCode: 4,
          message: expect.stringContaining('version 2 is in production now'),
        }),
      );
      expect(registry.find('churn', 'production')?.version).toBe(2);
      judgeAgain(registry, 3, 'weights 2');
      expect(registry.promote('churn', 3, who).aliases).toEqual({ production: 3, previous: 2 });
    });

    it('refuses it also after a rollback, and yields to force', () => {
      const registry = withVersions(3);
      registry.promote('churn', 1, who);
      registry.promote('churn', 2, who);
      registry.rollback('churn', who);
      expect(() => registry.promote('churn', 3, who)).toThrow(/has not been compared/);
      expect(registry.promote('churn', 3, { ...who, force: true }).aliases.production).toBe(3);
    });

    it('lets a later verdict that blocks stand above the first one', () => {
      const registry = withVersions(1);
      const { directory, verdict } = makeBundle('weights 1', { decision: 'block' });
      registry.register(directory, verdict, who);
      expect(() => registry.promote('churn', 1, who)).toThrow(/the gate said block/);
    });

    it('says so when there is nothing to roll back', () => {
      expect(() => withVersions(1).rollback('churn', who)).toThrow(/No version of churn/);
    });
  });

  describe(`${name}: expire`, () => {
    it('deletes the bundle of a version that never served, and keeps its record and history', () => {
      const registry = withVersions(2);
      const before = registry.list('churn');
      registry.expire('churn', 2, who);
      registry.expire('churn', 2, who);
      expect(registry.list('churn')).toEqual(before);
      expect(registry.history('churn').map(({ event }) => event)).toEqual([
        'registered',
        'registered',
        'expired',
      ]);
      expect(() => registry.bundleDirectory('churn', 2)).toThrow(/has expired/);
      expect(() => registry.promote('churn', 2, { ...who, force: true })).toThrow(/has expired/);
      expect(() => registry.setAlias('churn', 'candidate', 2, who)).toThrow(/has expired/);
    });

    it('refuses versions that an alias names, and those that were ever in production', () => {
      const registry = withVersions(4);
      for (const version of [1, 2, 3]) registry.promote('churn', version, who);
      registry.rollback('churn', who);
      registry.setAlias('churn', 'candidate', 4, who);
      for (const version of [1, 2, 3, 4]) {
        expect(() => registry.expire('churn', version, who)).toThrow(
          expect.objectContaining({ code: 'VERSION_IN_USE' }),
        );
        expect(registry.bundleDirectory('churn', version)).toContain('bundle');
      }
      expect(() => registry.expire('churn', 9, who)).toThrow(/no version 9/);
    });

    it('takes the same model as a new version afterwards', () => {
      const registry = withVersions(2);
      registry.expire('churn', 2, who);
      const { directory, verdict } = makeBundle('weights 2');
      expect(registry.register(directory, verdict, who)).toMatchObject({
        created: true,
        record: { version: 3 },
      });
      expect(registry.bundleDirectory('churn', 3)).toContain('bundle');
    });
  });

  describe(`${name}: bundleDirectory`, () => {
    it('hands out a bundle that is whole', () => {
      expect(withVersions(1).bundleDirectory('churn', 1)).toContain('bundle');
    });

    it('refuses one of which a byte has changed, and promotes no such version', () => {
      const registry = withVersions(1);
      writeFileSync(join(registry.bundleDirectory('churn', 1), 'weights.bin'), 'weights 9');
      expect(() => registry.bundleDirectory('churn', 1)).toThrow(/weights\.bin/);
      expect(() => registry.promote('churn', 1, who)).toThrow(/weights\.bin/);
    });

    it('refuses one whose manifest was rewritten to match', () => {
      const registry = withVersions(1);
      const folder = registry.bundleDirectory('churn', 1);
      writeFileSync(join(folder, 'manifest.json'), '{}');
      expect(() => registry.bundleDirectory('churn', 1)).toThrow(/manifest\.json/);
    });
  });
}
