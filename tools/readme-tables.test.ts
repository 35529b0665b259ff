import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withTables } from './readme-tables.ts';

describe('README.md', () => {
  it('has the tables that the registries give', () => {
    const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
    expect(readme === withTables(readme), 'run node --import tsx tools/readme-tables.ts').toBe(
      true,
    );
  });

  it('notices a table that is out of date', () => {
    expect(withTables('<!-- checks -->\nOUTDATED\n<!-- /checks -->')).not.toContain('OUTDATED');
  });
});
