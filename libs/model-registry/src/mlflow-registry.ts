import { MlopsError } from '@create-mlops/contracts';
import {
  type AliasMove,
  aliasSet,
  type Change,
  evaluated,
  expired,
  promoted,
  registered,
  rolledBack,
} from './alias-moves.ts';
import { locateMirror } from './git/locate-clone.ts';
import type { Exchange, Sender } from './http/exchange.ts';
import { openHttpSender } from './http/http-sender.ts';
import { judgementOf } from './judgement-of.ts';
import { artifactFiles } from './mlflow/artifact-files.ts';
import { mlflowClient } from './mlflow/mlflow-client.ts';
import {
  appendEvent,
  ensureHistory,
  isOurs,
  type MlflowLog,
  publishAliases,
  readHistory,
  recordTag,
} from './mlflow/mlflow-history.ts';
import { openMlflowMirror, requireVersion } from './mlflow/mlflow-mirror.ts';
import { type NewModelVersion, registerModelVersion } from './mlflow/register-model-version.ts';
import { trackingServer } from './mlflow/tracking-server.ts';
import type { AliasState, Attribution, ModelRegistry, Registration } from './model-registry.ts';
import { newVersion, readCandidate } from './new-version.ts';
import { unknownVersion } from './registry-refusals.ts';
import { type Replay, replayEvents } from './replay-events.ts';

export type MlflowRegistryOptions = {
  /** The project's folder: what was read lies below its `.git`. */
  readonly root: string;
  /** http(s) address of the server. */
  readonly address: string;
  /** For so long after a look at the server, readers take what is here. */
  readonly freshForMs?: number;
  readonly environment?: NodeJS.ProcessEnv;
  readonly now?: () => Date;
  readonly sender?: Sender;
  /** Of the pauses before something is sent again. */
  readonly pauseScale?: number;
};

/** How long one change is tried again while others are faster. */
const patienceMs = 120_000;

/**
 * The registry on an MLflow server, over its REST API:
 *
 * ```
 * run "<model> <hash>"          parameters, metrics by epoch, the data as input, model/{version.json,verdict.json,bundle/}
 * model version <n>             of the registered model <model>, with the record and lineage as tags
 * run "<model> registry"        one parameter an event; aliases follow from them and are set in MLflow, too
 * ```
 *
 * An event is written by compare-and-set, because MLflow lets nobody change a parameter; what follows from it is not part of
 * that step: MLflow's own aliases are set a moment later, and somebody who moves them there moves nothing here. What was read
 * lies below `.git/mlops-registry` in the layout of the registry in a folder. Every method may throw NETWORK when the server
 * cannot be reached, and REGISTRY_REFUSED quoting it.
 */
export function openMlflowRegistry(options: MlflowRegistryOptions): ModelRegistry {
  const { root, freshForMs = 1_000, pauseScale = 1, environment = process.env } = options;
  const now = options.now ?? (() => new Date());
  const server = trackingServer(options.address, environment);
  const client = mlflowClient(server, pauseScale);
  const mirror = openMlflowMirror({
    server,
    client,
    sender: options.sender ?? openHttpSender(),
    folder: locateMirror(root, `mlflow ${server.address}`),
    freshForMs,
    pauseScale,
  });
  const { run, registry: read } = mirror;

  const reading =
    <A extends readonly unknown[], R>(method: (model: string, ...words: A) => R) =>
    (model: string, ...words: A): R => {
      mirror.look(model);
      return method(model, ...words);
    };
  const readingBundle =
    <R>(method: (model: string, version: number) => R) =>
    (model: string, version: number): R => {
      const log = mirror.look(model);
      read.show(model, version);
      mirror.bring(log, model, version);
      return method(model, version);
    };
  const verdictOf = (log: MlflowLog, model: string, version: number) => {
    mirror.bring(log, model, version);
    return read.verdict(model, version);
  };

  const signed = (change: Change, { by, reason }: Attribution) => ({
    at: now().toISOString(),
    by,
    reason,
    ...change,
  });
  /** Decides on what the server says and writes, again and again until nobody was faster in between. */
  const change = <R>(
    model: string,
    decide: (log: MlflowLog) => {
      readonly answer: R;
      readonly add: (ReturnType<typeof signed> & { readonly modelHash?: string }) | null;
    },
  ): { readonly answer: R; readonly log: MlflowLog } => {
    const started = performance.now();
    for (let round = 1; ; round++) {
      const log = run(readHistory(client, model));
      mirror.take(model, log);
      const { answer, add } = decide(log);
      if (add === null) return { answer, log };
      const { historyRun } = mirror.look(model);
      if (historyRun === null) throw unknownVersion(model, add.version, []);
      if (run(appendEvent(client, historyRun, log.events.length, add))) {
        const after = run(publishAliases(client, model));
        mirror.take(model, after);
        return { answer, log: after };
      }
      if (performance.now() - started > patienceMs) throw busy(server.address, model);
      wait(Math.random() * Math.min(1_500, 40 * 2 ** round));
    }
  };
  const moveAlias = (
    model: string,
    attribution: Attribution,
    move: (log: MlflowLog) => AliasMove,
  ): AliasState =>
    change(model, (log) => {
      const state = replayEvents(log.events);
      const made = move(log)(model, state);
      if (made === null) return { answer: aliasState(state), add: null };
      if (made.alias === 'production') {
        mirror.bring(log, model, made.version);
        read.bundleDirectory(model, made.version);
      }
      const event = signed(made, attribution);
      return { answer: aliasState(replayEvents([...log.events, event])), add: event };
    }).answer;

  return {
    models: () =>
      run(client.registeredModels())
        .filter(isOurs)
        .map(({ name }) => name)
        .filter((name) => {
          mirror.look(name);
          return read.list(name).length > 0;
        })
        .sort(),
    list: reading(read.list),
    show: reading(read.show),
    aliases: reading(read.aliases),
    find: reading(read.find),
    history: reading(read.history),
    verdict: readingBundle(read.verdict),
    bundleDirectory: readingBundle(read.bundleDirectory),
    register: (bundleDirectory, verdict, attribution) => {
      const bundle = readCandidate(bundleDirectory, verdict);
      const { model, modelHash } = bundle.manifest;
      const experiment = environment.MLFLOW_EXPERIMENT_NAME || model;
      let made: NewModelVersion | null = null;
      const { answer } = change<Registration>(model, (log) => {
        const state = replayEvents(log.events);
        const known = log.versions.find(
          ({ record }) => record.modelHash === modelHash && !state.expired.has(record.version),
        );
        if (known !== undefined) {
          const { record } = known;
          const before = judgementOf(record, state, () => verdictOf(log, model, record.version));
          const news = evaluated(record.version, before, verdict);
          const add = news === null ? null : signed(news, attribution);
          return { answer: { record, created: false }, add };
        }
        if (log.historyRun === null) {
          const historyRun = run(startHistory(client, model, experiment, now()));
          // Another writer may have begun it and told an event already: decided on in the next round then.
          mirror.take(model, { ...log, historyRun });
        }
        const parentVersion = state.aliases.production ?? null;
        const recordOf = (version: number) =>
          newVersion(bundle, verdict, {
            version,
            registeredAt: now().toISOString(),
            registeredBy: attribution.by,
            parentVersion,
          });
        made ??= run(
          registerModelVersion(client, server, {
            experiment,
            bundleDirectory,
            manifest: bundle.manifest,
            verdict,
            recordOf,
            pauseScale,
          }),
        );
        const record = { ...made.record, parentVersion };
        if (record.parentVersion !== made.record.parentVersion) {
          const tag = { key: recordTag, value: JSON.stringify(record) };
          run(client.setVersionTag(model, record.version, tag));
        }
        const event = signed(registered(record.version), attribution);
        return { answer: { record, created: true }, add: { ...event, modelHash } };
      });
      // Somebody else registered the same model while we sent ours.
      if (made !== null && !answer.created) run(withdraw(client, model, made));
      return answer;
    },
    setAlias: (model, alias, version, moveOptions) =>
      moveAlias(model, moveOptions, (log) =>
        aliasSet(alias, version, {
          ...moveOptions,
          requireVersion: () => requireVersion(log, model, version),
        }),
      ),
    promote: (model, version, moveOptions) =>
      moveAlias(model, moveOptions, (log) =>
        promoted(version, {
          ...moveOptions,
          recordOf: (number) => requireVersion(log, model, number).record,
          verdictOf: (number) => verdictOf(log, model, number),
        }),
      ),
    rollback: (model, moveOptions) => moveAlias(model, moveOptions, () => rolledBack(moveOptions)),
    expire: (model, version, attribution) => {
      moveAlias(model, attribution, (log) =>
        expired(version, () => requireVersion(log, model, version)),
      );
      // After the event: a kill between the two leaves files that nobody is handed, and the next call deletes them.
      mirror.drop(model, version);
      const { source } = requireVersion(run(readHistory(client, model)), model, version);
      run(artifactFiles(server, source, pauseScale).remove('bundle'));
      run(client.setVersionTag(model, version, { key: 'mlops.expired', value: 'true' }));
    },
    refresh: mirror.refresh,
  };
}

function* startHistory(
  client: ReturnType<typeof mlflowClient>,
  model: string,
  experimentName: string,
  at: Date,
): Exchange<string> {
  const experiment = yield* client.experiment(experimentName);
  return yield* ensureHistory(client, model, { experiment, at: at.getTime() });
}

function* withdraw(
  client: ReturnType<typeof mlflowClient>,
  model: string,
  { record, runId }: NewModelVersion,
): Exchange<void> {
  yield* client.deleteModelVersion(model, record.version);
  yield* client.deleteRun(runId);
}

function busy(address: string, model: string): MlopsError {
  return new MlopsError(
    'REGISTRY_BUSY',
    `Others have been writing to the history of ${model} at ${address} for two minutes, each time a moment before us.`,
    'Nothing was changed. Try again.',
  );
}

const aliasState = ({ revision, aliases }: Replay): AliasState => ({ revision, aliases });

const wait = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
