import type { TrainingProgress } from './fit/fit-model.ts';

/** What the printer needs of a stream; `process.stdout` and `process.stderr` fit. */
export type ProgressStream = {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
};

export type ProgressPrinter = {
  readonly onProgress: (progress: TrainingProgress) => void;
  /** Ends the updating line; call it once training is over. */
  readonly done: () => void;
};

/** Without a terminal, about this many lines are printed, however many epochs there are. */
const PLAIN_LINES = 10;

/**
 * Prints training progress: one line that updates itself on a terminal, a few plain lines elsewhere, as in CI.
 * @example
 * const printer = progressPrinter(process.stderr);
 * await trainModel({ …, onProgress: printer.onProgress });
 * printer.done();
 */
export function progressPrinter(stream: ProgressStream): ProgressPrinter {
  let isLineOpen = false;
  let lastPrinted = 0;
  let latest: TrainingProgress | null = null;
  return {
    onProgress(progress) {
      latest = progress;
      if (stream.isTTY) {
        stream.write(`\r\u001b[2K${describeProgress(progress)}`);
        isLineOpen = true;
        return;
      }
      const { epoch, epochs } = progress;
      if (epoch > 1 && epoch < epochs && epoch % Math.ceil(epochs / PLAIN_LINES) !== 0) return;
      lastPrinted = epoch;
      stream.write(`${describeProgress(progress)}\n`);
    },
    done() {
      if (isLineOpen) stream.write('\n');
      else if (latest && latest.epoch !== lastPrinted)
        stream.write(`${describeProgress(latest)}\n`);
      isLineOpen = false;
      latest = null;
    },
  };
}

/** `epoch 12/40 · loss 0.4121 · validation loss 0.4385 · accuracy 0.8133 · 3 s left` */
function describeProgress(progress: TrainingProgress): string {
  const { epoch, epochs, loss, validationLoss, metrics, etaSeconds } = progress;
  const [name, value] = Object.entries(metrics)[0] ?? [];
  return [
    `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}`,
    `loss ${loss.toFixed(4)}`,
    `validation loss ${validationLoss.toFixed(4)}`,
    ...(name === undefined || value === undefined ? [] : [`${name} ${value.toPrecision(4)}`]),
    ...(epoch === epochs ? [] : [`${describeSeconds(etaSeconds)} left`]),
  ].join(' · ');
}

function describeSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return `${Math.ceil(seconds / 60)} min`;
}
