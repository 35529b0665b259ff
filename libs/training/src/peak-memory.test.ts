import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { peakMemoryMb } from './peak-memory.ts';

const MIB = 1024 * 1024;

describe('peakMemoryMb', () => {
  it('grows by what is held, and does not fall when it is given back', () => {
    const before = peakMemoryMb();
    let held: Buffer | null = Buffer.alloc(600 * MIB, 1);
    expect(held.length).toBe(600 * MIB);
    const during = peakMemoryMb();
    held = null;
    expect(during).toBeGreaterThan(400);
    expect(during).toBeLessThan(before + 800);
    expect(peakMemoryMb()).toBeGreaterThanOrEqual(during);
  });

  it('does not count the memory of the process that started this one', () => {
    const held = Buffer.alloc(600 * MIB, 1);
    const module = pathToFileURL(join(import.meta.dirname, 'peak-memory.ts')).href;
    const program = `import(${JSON.stringify(module)}).then((m) => console.log(m.peakMemoryMb()))`;
    const child = spawnSync(process.execPath, ['--import', 'tsx', '-e', program], {
      encoding: 'utf8',
      cwd: import.meta.dirname,
    });
    expect(held.at(-1)).toBe(1);
    expect(Number(child.stdout)).toBeGreaterThan(20);
    expect(Number(child.stdout)).toBeLessThan(400);
  });
});
