import { MlopsError, registryEventSchema, versionRecordSchema } from '@create-mlops/contracts';
import { z } from 'zod';
import type { Change } from '../alias-moves.ts';
import type { Attribution } from '../model-registry.ts';
import { storedBundleSchema } from '../store/stored-bundle.ts';

/** A version, and the commit that holds its bundle and verdict: the id is a seal on every byte of them. */
const loggedVersionSchema = z.object({
  record: versionRecordSchema,
  bundle: z.string().regex(/^[0-9a-f]{40,64}$/),
  /** The files that are not in that commit. */
  stored: storedBundleSchema.optional(),
});
export type LoggedVersion = z.infer<typeof loggedVersionSchema>;

/** One line of the log: an event, and with `registered` the version that it tells of. */
const loggedEventSchema = registryEventSchema.extend({
  registration: loggedVersionSchema.optional(),
});
export type LoggedEvent = z.infer<typeof loggedEventSchema>;

/** A change, with when, who and why. */
export const eventOf = (change: Change, { by, reason }: Attribution, at: Date): LoggedEvent => ({
  at: at.toISOString(),
  by,
  reason,
  ...change,
});

/** All that the branch holds of one model. */
export type ModelLog = {
  readonly events: readonly LoggedEvent[];
  /** Oldest first. */
  readonly versions: readonly LoggedVersion[];
};
export type RegistryLog = ReadonlyMap<string, ModelLog>;

/**
 * Lines a file. One file of everything would be written anew with every event, and one file per event fills folders whose lists
 * are written anew: both make the history of the branch, which every plain clone fetches, larger than this.
 */
const linesPerFile = 100;

const logFile = (model: string, index: number) =>
  `${model}/events/${String(index).padStart(5, '0')}.ndjson`;

/** The model whose log a path of the branch belongs to, or `null`. */
export const modelOfLog = (path: string): string | null =>
  /^(\w[\w.-]*)\/events\/\d{5,}\.ndjson$/.exec(path)?.[1] ?? null;

/**
 * @param files content by path on the branch; others than logs are ignored.
 * @throws {MlopsError} BUNDLE_BROKEN naming file and line.
 */
export function parseRegistryLog(files: ReadonlyMap<string, string>): RegistryLog {
  const events = new Map<string, LoggedEvent[]>();
  for (const path of [...files.keys()].sort()) {
    const model = modelOfLog(path);
    if (model === null) continue;
    const lines = (files.get(path) ?? '').split('\n').slice(0, -1);
    const parsed = lines.map((line, index) => parseLine(line, `${path}, line ${index + 1}`));
    events.set(model, [...(events.get(model) ?? []), ...parsed]);
  }
  return new Map([...events].map(([model, list]) => [model, modelLog(list)]));
}

/** The log with one more event, which stands there as it will be read: a mirror takes another order of fields for news. */
export function appendToLog(log: RegistryLog, model: string, event: LoggedEvent): RegistryLog {
  const events = [...(log.get(model)?.events ?? []), loggedEventSchema.parse(event)];
  return new Map([...log, [model, modelLog(events)]]);
}

/** The one file of the branch that the newest event of a model changes. */
export function newestLogFile(log: RegistryLog, model: string): { path: string; text: string } {
  const events = log.get(model)?.events ?? [];
  const index = Math.floor((events.length - 1) / linesPerFile);
  const lines = events.slice(index * linesPerFile).map((event) => `${JSON.stringify(event)}\n`);
  return { path: logFile(model, index), text: lines.join('') };
}

function modelLog(events: readonly LoggedEvent[]): ModelLog {
  return { events, versions: events.flatMap((event) => event.registration ?? []) };
}

function parseLine(line: string, place: string): LoggedEvent {
  try {
    return loggedEventSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new MlopsError(
      'BUNDLE_BROKEN',
      `${place} of the registry branch is not a registry event.`,
      'The branch is append-only and must not be edited: revert the commit that did.',
      { cause },
    );
  }
}
