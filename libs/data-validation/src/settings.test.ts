import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderCheckTable } from './render-check-table.ts';
import { checkRegistry, prepareChecks, validationSettingsSchema } from './settings.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'checks');

describe('checkRegistry', () => {
  it.each(Object.entries(checkRegistry))(
    '%s: name, file, test and words are in order',
    (key, check) => {
      expect(check.name).toBe(key);
      const file = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      expect(existsSync(join(folder, `${file}.ts`))).toBe(true);
      expect(readFileSync(join(folder, `${file}.test.ts`), 'utf8')).toContain(key);
      expect(check.description).toMatch(/^[A-Z].*\.$/);
      expect(check.expectation).toMatch(/^expect_/);
      expect(renderCheckTable()).toContain(`| \`${key}\` |`);
    },
  );

  it('holds at least 45 checks', () => {
    expect(Object.keys(checkRegistry).length).toBeGreaterThanOrEqual(45);
  });
});

describe('prepareChecks', () => {
  it('runs what runs always, adds what is set, leaves out what is turned off', () => {
    const names = (settings: object) => prepareChecks(settings).map((check) => check.name);
    expect(names({})).toContain('range');
    expect(names({})).not.toContain('freshness');
    expect(names({ freshness: { maxAgeDays: 7 }, range: false })).toContain('freshness');
    expect(names({ range: false })).not.toContain('range');
  });

  it('refuses unknown checks and unusable settings, naming them', () => {
    const unknown = { colour: {} } as object;
    expect(() => prepareChecks(unknown)).toThrow("no check 'colour'");
    expect(() => prepareChecks({ missing: { max: 3 } })).toThrow('missing.max');
    expect(validationSettingsSchema.safeParse({ rowCount: { minimum: 3 } }).success).toBe(false);
    expect(
      validationSettingsSchema.safeParse({ rowCount: { min: 3 }, missing: false }).success,
    ).toBe(true);
  });
});
