import { randomUUID } from 'node:crypto';
import {
  type Aliases,
  aliasNames,
  MlopsError,
  type RegistryEvent,
  registryEventSchema,
  type VersionRecord,
  versionRecordSchema,
} from '@create-mlops/contracts';
import { z } from 'zod';
import type { Exchange } from '../http/exchange.ts';
import { replayEvents } from '../replay-events.ts';
import type { MlflowClient, RegisteredModel } from './mlflow-client.ts';

/** Of the registered model: the run whose parameters are the history. */
const historyTag = 'mlops.history';
/** Of a model version: its record as JSON. */
export const recordTag = 'mlops.record';
/** Parameters hold 6,000 characters; what a person gave as reason is cut so that an event fits with room to spare. */
const longestReason = 2_000;

const loggedEventSchema = registryEventSchema.extend({
  /** Tells our own write from the same words of somebody else. */
  token: z.string(),
  /** With `registered`: which model, so that two who register the same one at once see each other. */
  modelHash: z.string().optional(),
});
type LoggedEvent = z.infer<typeof loggedEventSchema>;

export type MlflowVersion = {
  readonly record: VersionRecord;
  /** Where its files are: `mlflow-artifacts:/…/model`. */
  readonly source: string;
};
export type MlflowLog = {
  /** `null` before the first registration. */
  readonly historyRun: string | null;
  readonly events: readonly RegistryEvent[];
  readonly versions: readonly MlflowVersion[];
  readonly aliases: RegisteredModel['aliases'];
};

const empty: MlflowLog = { historyRun: null, events: [], versions: [], aliases: [] };

/**
 * The history of one model on an MLflow server. MLflow's aliases have no compare-and-set: the last writer wins, and nobody is
 * told. Its parameters do: written once, never changed. So event n is the parameter `event.<n>` of one run, and of writers
 * who decided on the same state one gets the number. Aliases of MLflow follow from the events, for its own programs to read.
 */
export const isOurs = (model: RegisteredModel): boolean => historyRunOf(model) !== null;

export function* readHistory(client: MlflowClient, model: string): Exchange<MlflowLog> {
  const registered = yield* client.registeredModel(model);
  const historyRun = registered === null ? null : historyRunOf(registered);
  if (registered === null || historyRun === null) return empty;
  const { data } = yield* client.run(historyRun);
  const events = data.params
    .filter(({ key }) => key.startsWith('event.'))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ key, value }) => parseEvent(model, key, value));
  // A version whose writer was killed before it could tell is none.
  const told = new Set(
    events.filter(({ event }) => event === 'registered').map(({ version }) => version),
  );
  const known = yield* client.modelVersions(model);
  const versions = known
    .filter(({ version }) => told.has(Number(version)))
    .map(({ version, tags, source }) => {
      const text = tags.find(({ key }) => key === recordTag)?.value ?? '';
      return { record: parseRecord(model, version, text), source };
    })
    .sort((one, other) => one.record.version - other.record.version);
  const plain = events.map(({ token: _, modelHash: __, ...event }) => event);
  return { historyRun, events: plain, versions, aliases: registered.aliases };
}

/**
 * The run that holds a model's history, made with the first registration. A registered model is made by one writer alone, and
 * the run's id with it. Where somebody else made the registered model before, two first writers at the same moment could each
 * set the tag: the later one holds, so it is read again before it is used.
 */
export function* ensureHistory(
  client: MlflowClient,
  model: string,
  run: { readonly experiment: string; readonly at: number },
): Exchange<string> {
  const registered = yield* client.registeredModel(model);
  const known = registered === null ? null : historyRunOf(registered);
  if (known !== null) return known;
  const made = yield* client.createRun({
    experiment_id: run.experiment,
    start_time: run.at,
    run_name: `${model} registry`,
    tags: [{ key: 'mlflow.note.content', value: 'The history of the registry. Do not delete it.' }],
  });
  const id = made.info.run_id;
  yield* client.finishRun(id, run.at);
  const tag = { key: historyTag, value: id };
  if (registered === null && (yield* client.createRegisteredModel(model, [tag]))) return id;
  const now = yield* client.registeredModel(model);
  const theirs = now === null ? null : historyRunOf(now);
  if (theirs === null) {
    yield* client.setModelTag(model, tag);
    yield { kind: 'wait', ms: 250 };
  }
  const last = yield* client.registeredModel(model);
  const settled = (last === null ? null : historyRunOf(last)) ?? id;
  if (settled !== id) yield* client.deleteRun(id);
  return settled;
}

/**
 * Writes the next event, unless somebody else has meanwhile.
 *
 * @param index how many events there were when it was decided.
 * @returns whether it is written: read back, for a server may cut a value that it finds too long.
 */
export function* appendEvent(
  client: MlflowClient,
  historyRun: string,
  index: number,
  event: RegistryEvent & { readonly modelHash?: string },
): Exchange<boolean> {
  const key = `event.${String(index).padStart(6, '0')}`;
  const reason = event.reason.slice(0, longestReason);
  const value = JSON.stringify({ ...event, reason, token: randomUUID() });
  if (!(yield* client.claimParameter(historyRun, { key, value }))) {
    const { data } = yield* client.run(historyRun);
    const theirs = data.params.find((param) => param.key === key)?.value;
    if (theirs !== undefined) return theirs === value;
    throw new MlopsError(
      'REGISTRY_REFUSED',
      `The MLflow server takes no parameter of ${value.length} characters, which an event of the registry needs.`,
      'Use MLflow 2.9 or newer.',
    );
  }
  const { data } = yield* client.run(historyRun);
  return data.params.some((param) => param.key === key && param.value === value);
}

/**
 * Sets MLflow's aliases to what the history says, and looks again whether the history went on meanwhile: whoever writes last
 * has seen the newest. A writer killed in between leaves aliases of the state before until the next move.
 */
export function* publishAliases(client: MlflowClient, model: string): Exchange<MlflowLog> {
  let log = yield* readHistory(client, model);
  for (;;) {
    const wanted: Aliases['aliases'] = replayEvents(log.events).aliases;
    for (const name of aliasNames) {
      const version = wanted[name];
      const shown = log.aliases.find(({ alias }) => alias === name)?.version;
      if (version === undefined) {
        if (shown !== undefined) yield* client.deleteAlias(model, name);
      } else if (shown !== String(version)) {
        yield* client.setAlias(model, name, version);
      }
    }
    const after = yield* readHistory(client, model);
    if (after.events.length === log.events.length) return after;
    log = after;
  }
}

const historyRunOf = ({ tags }: RegisteredModel): string | null =>
  tags.find(({ key }) => key === historyTag)?.value ?? null;

function parseEvent(model: string, key: string, value: string): LoggedEvent {
  try {
    return loggedEventSchema.parse(JSON.parse(value));
  } catch (cause) {
    throw damaged(`${key} in the history of ${model}`, cause);
  }
}

function parseRecord(model: string, version: string, text: string): VersionRecord {
  try {
    return versionRecordSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(`The tag ${recordTag} of ${model} version ${version}`, cause);
  }
}

function damaged(what: string, cause: unknown): MlopsError {
  return new MlopsError(
    'BUNDLE_BROKEN',
    `${what} on the MLflow server is not what the registry wrote.`,
    'Tags that begin with `mlops.` and the run "<model> registry" belong to the registry and must not be edited.',
    { cause },
  );
}
