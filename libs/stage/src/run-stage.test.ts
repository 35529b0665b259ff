import { MlopsError } from '@create-mlops/contracts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runMain } from './run-stage.ts';

const silence = () => {
  const lines: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  return lines;
};

describe('runMain', () => {
  const before = process.exitCode;
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = before;
  });

  it('takes the exit code of the body', async () => {
    await runMain(async () => 4);
    expect(process.exitCode).toBe(4);
  });

  it('turns an MlopsError into its message, its hint and its code', async () => {
    const lines = silence();
    await runMain(async () => {
      throw new MlopsError('LOCK_MISMATCH', 'The data changed.', 'Run `npm run data:lock`.');
    });
    expect(process.exitCode).toBe(3);
    expect(lines.join('')).toContain(
      'The data changed.\n→ Run `npm run data:lock`.\n(LOCK_MISMATCH)',
    );
    expect(lines.join('')).not.toContain('at ');
  });

  it('calls anything else a defect and shows its stack', async () => {
    const lines = silence();
    await runMain(async () => {
      throw new TypeError('x is undefined');
    });
    expect(process.exitCode).toBe(1);
    expect(lines.join('')).toContain('TypeError: x is undefined');
  });

  it('leaves no signal listener behind', async () => {
    const listeners = process.listenerCount('SIGINT');
    await runMain(async () => 0);
    expect(process.listenerCount('SIGINT')).toBe(listeners);
  });
});
