import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renamePatiently, replaceDirectory } from './replace-directory.ts';

describe('replaceDirectory', () => {
  it('puts the fresh folder in place, with or without an old one, and leaves nothing beside it', async () => {
    const root = mkdtempSync(join(tmpdir(), 'replace-'));
    const [target, fresh] = [join(root, 'bundle'), join(root, 'bundle.1.tmp')];
    for (const text of ['first', 'second']) {
      mkdirSync(fresh);
      writeFileSync(join(fresh, 'file'), text);
      await replaceDirectory(fresh, target);
      expect(readFileSync(join(target, 'file'), 'utf8')).toBe(text);
      expect(readdirSync(root)).toEqual(['bundle']);
    }
  });

  it('keeps the old folder when the fresh one cannot be moved', async () => {
    const root = mkdtempSync(join(tmpdir(), 'replace-'));
    const target = join(root, 'bundle');
    mkdirSync(target);
    await expect(replaceDirectory(join(root, 'missing'), target)).rejects.toThrow(/ENOENT/);
    expect(existsSync(target)).toBe(true);
  });
});

describe('renamePatiently', () => {
  it('tries again while Windows says EPERM, and gives up on anything else', async () => {
    let calls = 0;
    const failing = (code: string, times: number) => async () => {
      if (++calls <= times) throw Object.assign(new Error(code), { code });
    };
    await renamePatiently('a', 'b', failing('EPERM', 3));
    expect(calls).toBe(4);
    calls = 0;
    await expect(renamePatiently('a', 'b', failing('ENOSPC', 1))).rejects.toThrow('ENOSPC');
    expect(calls).toBe(1);
  });
});
