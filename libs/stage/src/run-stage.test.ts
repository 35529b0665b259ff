import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runMain, runStage } from './run-stage.ts';

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

describe('runStage', () => {
  const before = process.exitCode;
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = before;
  });

  it('leaves why it could not do its work, and takes that back when it can', async () => {
    silence();
    const root = mkdtempSync(join(tmpdir(), 'stage-'));
    const stage = join(root, 'models', 'churn', 'train');
    const failure = join(root, 'artifacts', 'churn', 'failures', 'train.json');
    await runStage(stage, async () => {
      throw new MlopsError('TRAINING_DIVERGED', 'It diverged.', 'Lower learningRate.');
    });
    expect(process.exitCode).toBe(2);
    expect(JSON.parse(readFileSync(failure, 'utf8'))).toEqual({
      stage: 'train',
      code: 'TRAINING_DIVERGED',
      exitCode: 2,
      message: 'It diverged.',
      hint: 'Lower learningRate.',
    });
    await runStage(stage, async () => 0);
    expect(existsSync(failure)).toBe(false);
  });
});
