import { describe, expect, it } from 'vitest';
import { fileNames } from './file-name.ts';

describe('fileNames', () => {
  it('are safe everywhere and never the same', () => {
    const names = fileNames([
      'Age (years)',
      'age years',
      'age years 2',
      'Age-Years',
      '../..',
      '中文',
      'x'.repeat(300),
    ]);
    expect(new Set(names).size).toBe(names.length);
    expect(names[0]).toBe('age-years');
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]{1,70}$/);
  });
});
