import type { Row } from '@create-mlops/contracts';
import type { Answer } from '../answer/answers.ts';
import type { ResolvedServingSettings } from '../settings.ts';
import { openLogFiles } from './log-files.ts';
import { createSampler, type Sampler } from './sampler.ts';

/** Rows that were answered together. */
export type LoggedRequest = {
  readonly id: string;
  readonly version: number;
  /** Names of the columns that are blanked. */
  readonly secret: readonly string[];
  readonly rows: readonly Row[];
  readonly answers: readonly Answer[];
};

/** What the service writes down of its answers: the drift check reads it. It never holds up a request. */
export type PredictionLog = {
  readonly write: (request: LoggedRequest) => void;
  /** Resolves when everything written so far has reached the disk or was dropped. */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Told how many lines reached the disk and how many did not. */
export type LogObserver = {
  readonly onWritten?: (lines: number) => void;
  readonly onDropped?: (lines: number, error: unknown) => void;
};

/** Lines wait this long so that one write takes many; what a crash can lose. */
const flushMs = 100;

/**
 * One JSON object a line: `{ id, at, model, version, input, prediction, probability }`. Columns marked `pii` are `null`.
 * Lines wait in a bounded queue; when the disk is full or slow they are dropped and counted.
 */
export function openPredictionLog(
  directory: string,
  options: {
    readonly model: string;
    readonly settings: ResolvedServingSettings['predictionLog'];
    readonly observer?: LogObserver;
    readonly now?: () => Date;
    /** Which rows are written; by default as the settings say. */
    readonly sampler?: Sampler;
  },
): PredictionLog {
  const { model, settings, observer = {}, now = () => new Date() } = options;
  const {
    sampler = createSampler({
      share: settings.sampleShare,
      linesPerSecond: settings.linesPerSecond,
      burstLines: settings.queueLines,
    }),
  } = options;
  const files = openLogFiles(directory, settings);
  const name = JSON.stringify(model);
  let queue: string[] = [];
  /** Lines handed to the disk that it has not confirmed. */
  let writing = 0;
  let timer: NodeJS.Timeout | null = null;
  let work: Promise<void> = Promise.resolve();

  const writeQueue = () => {
    timer = null;
    if (queue.length === 0) return;
    const lines = queue;
    queue = [];
    writing += lines.length;
    work = work.then(async () => {
      try {
        await files.append(lines.join(''), now().toISOString().slice(0, 10));
        observer.onWritten?.(lines.length);
      } catch (error) {
        observer.onDropped?.(lines.length, error);
      } finally {
        writing -= lines.length;
      }
    });
  };

  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    writeQueue();
    return work;
  };

  return {
    write({ id, version, secret, rows, answers }) {
      let at: string | null = null;
      let dropped = 0;
      for (const [index, row] of rows.entries()) {
        if (!sampler()) continue;
        if (queue.length + writing >= settings.queueLines) {
          dropped++;
          continue;
        }
        at ??= now().toISOString();
        const answer = answers[index];
        const own = rows.length === 1 ? id : `${id}/${index}`;
        const scored =
          answer?.probability === undefined ? '' : `,"probability":${answer.probability}`;
        queue.push(
          `{"id":${JSON.stringify(own)},"at":"${at}","model":${name},"version":${version},"input":${JSON.stringify(redact(row, secret))},"prediction":${JSON.stringify(answer?.prediction ?? null)}${scored}}\n`,
        );
      }
      if (dropped > 0) observer.onDropped?.(dropped, new Error('The queue of the log is full.'));
      if (timer === null && queue.length > 0) {
        timer = setTimeout(writeQueue, flushMs);
        timer.unref();
      }
    },
    flush,
    close: flush,
  };
}

function redact(row: Row, secret: readonly string[]): Row {
  if (secret.length === 0) return row;
  return { ...row, ...Object.fromEntries(secret.map((column) => [column, null])) };
}
