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
  /** Makes rows small enough to be written; it is waited for apart from the request. */
  readonly shrink?: (rows: readonly Row[]) => Promise<readonly Row[]>;
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
  /** Rows that are being made small. */
  const shrinking = new Set<Promise<void>>();
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

  const flush = async () => {
    await Promise.all(shrinking);
    if (timer !== null) clearTimeout(timer);
    writeQueue();
    await work;
  };

  const startTimer = () => {
    if (timer !== null || queue.length === 0) return;
    timer = setTimeout(writeQueue, flushMs);
    timer.unref();
  };

  /** Rows of one request that the sampler chose, with their place in it. */
  const enqueue = (
    { id, version, secret, rows, answers }: LoggedRequest,
    chosen: readonly number[],
    written: readonly Row[],
  ) => {
    const at = now().toISOString();
    for (const [place, index] of chosen.entries()) {
      const answer = answers[index];
      const own = rows.length === 1 ? id : `${id}/${index}`;
      const scored =
        answer?.probability === undefined ? '' : `,"probability":${answer.probability}`;
      queue.push(
        `{"id":${JSON.stringify(own)},"at":"${at}","model":${name},"version":${version},"input":${JSON.stringify(redact(written[place] ?? {}, secret))},"prediction":${JSON.stringify(answer?.prediction ?? null)}${scored}}\n`,
      );
    }
    startTimer();
  };

  /** Chosen rows, as many as the queue has room for; the rest is counted as dropped. */
  const choose = (rows: readonly Row[]): number[] => {
    const chosen: number[] = [];
    let dropped = 0;
    for (const index of rows.keys()) {
      if (!sampler()) continue;
      if (queue.length + writing + chosen.length >= settings.queueLines) dropped++;
      else chosen.push(index);
    }
    if (dropped > 0) observer.onDropped?.(dropped, new Error('The queue of the log is full.'));
    return chosen;
  };

  return {
    write(request) {
      const { rows, shrink } = request;
      const chosen = choose(rows);
      if (chosen.length === 0) return;
      const picked = chosen.map((index) => rows[index] ?? {});
      if (shrink === undefined) {
        enqueue(request, chosen, picked);
        return;
      }
      writing += chosen.length;
      const shrunk = shrink(picked)
        .then(
          (small) => enqueue(request, chosen, small),
          (error: unknown) => observer.onDropped?.(chosen.length, error),
        )
        .finally(() => {
          writing -= chosen.length;
          shrinking.delete(shrunk);
        });
      shrinking.add(shrunk);
    },
    flush,
    close: flush,
  };
}

function redact(row: Row, secret: readonly string[]): Row {
  if (secret.length === 0) return row;
  return { ...row, ...Object.fromEntries(secret.map((column) => [column, null])) };
}
