import { describe, expect, it } from 'vitest';
import { progressPrinter } from './progress-printer.ts';

const progress = (epoch: number, epochs: number) => ({
  epoch,
  epochs,
  loss: 0.5,
  validationLoss: 0.25,
  metrics: { accuracy: 0.75, balancedAccuracy: 0.5 },
  elapsedSeconds: epoch,
  etaSeconds: epochs - epoch,
});

const print = (isTTY: boolean, epochs: number, seen = epochs): string => {
  let text = '';
  const printer = progressPrinter({
    isTTY,
    write: (part) => {
      text += part;
    },
  });
  for (let epoch = 1; epoch <= seen; epoch++) printer.onProgress(progress(epoch, epochs));
  printer.done();
  return text;
};

describe('progressPrinter', () => {
  it('updates one line on a terminal and ends it', () => {
    expect(print(true, 2)).toBe(
      '\r\u001b[2Kepoch 1/2 · loss 0.5000 · validation loss 0.2500 · accuracy 0.7500 · 1 s left' +
        '\r\u001b[2Kepoch 2/2 · loss 0.5000 · validation loss 0.2500 · accuracy 0.7500\n',
    );
  });

  it('prints a few plain lines elsewhere, the last epoch always', () => {
    const lines = print(false, 40).trimEnd().split('\n');
    expect(lines).toHaveLength(11);
    expect(lines[0]).toMatch(/^epoch {2}1\/40 · .* · 39 s left$/);
    expect(lines.at(-1)).toMatch(/^epoch 40\/40/);
    expect(lines.join('')).not.toMatch(/\r/);
    expect(print(false, 40, 9).trimEnd().split('\n').at(-1)).toMatch(/^epoch {2}9\/40/);
  });

  it('gives long times in minutes and prints nothing without an epoch', () => {
    expect(print(false, 600, 1)).toMatch(/10 min left/);
    expect(print(true, 5, 0)).toBe('');
  });
});
