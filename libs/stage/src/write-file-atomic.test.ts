import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileAtomic, writeJson } from './write-file-atomic.ts';

const freshFolder = () => mkdtempSync(join(tmpdir(), 'stage-'));

describe('writeFileAtomic', () => {
  it('makes the folders it needs and leaves no temporary file', () => {
    const path = join(freshFolder(), 'a', 'b', 'report.json');
    writeJson(path, { rows: 3 });
    expect(readFileSync(path, 'utf8')).toBe('{\n  "rows": 3\n}\n');
    expect(readdirSync(join(path, '..'))).toEqual(['report.json']);
  });

  it('keeps the old file and leaves nothing behind when the new one cannot take its place', () => {
    const folder = freshFolder();
    const blocked = join(folder, 'report.json');
    // A folder with the file's name makes the last step fail on every system.
    writeFileAtomic(join(blocked, 'inside.txt'), 'old');
    expect(() => writeFileAtomic(blocked, 'new')).toThrow();
    expect(readFileSync(join(blocked, 'inside.txt'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['report.json']);
  });

  it('replaces the whole content, also when the new one is shorter', () => {
    const path = join(freshFolder(), 'x.txt');
    writeFileSync(path, 'long old content');
    writeFileAtomic(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
  });
});
