import { describe, expect, it } from 'vitest';
import { renamePatiently } from './rename-patiently.ts';

const refusing = (platform: NodeJS.Platform, refusals: number, code = 'EPERM') => {
  let calls = 0;
  const rename = () => {
    if (++calls <= refusals) throw Object.assign(new Error('in use'), { code });
  };
  return { platform, rename, calls: () => calls };
};

describe('renamePatiently', () => {
  it('waits on Windows until the file is free', async () => {
    const system = refusing('win32', 3);
    await renamePatiently('a', 'b', system);
    expect(system.calls()).toBe(4);
  });

  it('gives up at once for what does not pass', async () => {
    for (const system of [refusing('linux', 1), refusing('win32', 1, 'ENOSPC')]) {
      await expect(renamePatiently('a', 'b', system)).rejects.toThrow('in use');
      expect(system.calls()).toBe(1);
    }
  });
});
