import { type ContractDescription, MlopsError } from '@create-mlops/contracts';
import { type AnswerWriter, answerWriter } from '../answer/answers.ts';
import { type RequestSchema, requestSchema } from '../request/request-schema.ts';
import { columnsRead } from './columns-read.ts';
import type { LoadedModel, ServedModel } from './served-model.ts';
import { warmUp } from './warm-up.ts';

/** One version, ready to answer. */
export type ServingVersion = LoadedModel & {
  readonly version: number;
  readonly request: RequestSchema;
  /** Names of the request's columns, in contract order. */
  readonly columnNames: readonly string[];
  readonly answersOf: AnswerWriter;
  /** How every answer of this version begins, as JSON: `{"model":"churn","version":1,`. */
  readonly frame: string;
  readonly contract: ContractDescription;
  readonly loadedAt: Date;
};

/** A version that was refused, and why. The one before keeps serving. */
export type RefusedVersion = { readonly version: number; readonly sentence: string };

/** Told of what happens to a model. */
export type SlotObserver = {
  readonly onServing?: (version: ServingVersion, before: ServingVersion | null) => void;
  readonly onRefused?: (refused: RefusedVersion) => void;
};

/** The place of one model in the service: which version answers, and how another takes over. */
export type ModelSlot = {
  readonly model: ServedModel;
  /** The version that answers now. */
  readonly serving: () => ServingVersion | null;
  readonly refused: () => RefusedVersion | null;
  /** The version that should serve, as last seen. */
  readonly wanted: () => number | null;
  /** Looks at the alias and loads what it names. Never throws; one look at a time. */
  readonly follow: () => Promise<void>;
  /** Keeps a version alive until it is released, also when another one takes over meanwhile. */
  readonly hold: (version: ServingVersion) => void;
  /** Once for every `hold`. */
  readonly release: (version: ServingVersion) => void;
  readonly dispose: () => void;
};

/** A refused version is tried again after this: the disk may have been full, the copy unfinished. */
const retryAfterMs = 10_000;

/** @param options.now milliseconds of a steady clock. */
export function createModelSlot(
  model: ServedModel,
  observer: SlotObserver = {},
  options: { readonly now?: () => number } = {},
): ModelSlot {
  const { now = () => performance.now() } = options;
  let serving: ServingVersion | null = null;
  let refused: (RefusedVersion & { readonly at: number }) | null = null;
  let wanted: number | null = null;
  let look: Promise<void> | null = null;
  let isDisposed = false;
  const underWay = new Map<ServingVersion, number>();

  const disposeWhenIdle = (version: ServingVersion) => {
    if (version === serving || (underWay.get(version) ?? 0) > 0) return;
    underWay.delete(version);
    version.predictor.dispose();
  };

  const takeOver = (next: ServingVersion) => {
    const before = serving;
    serving = next;
    refused = null;
    observer.onServing?.(next, before);
    if (before !== null) disposeWhenIdle(before);
  };

  const refuse = (version: number, error: unknown) => {
    const isKnown = refused?.version === version;
    refused = { version, sentence: sentenceOf(error), at: now() };
    if (!isKnown) observer.onRefused?.(refused);
  };

  const followOnce = async () => {
    let version: number | null;
    try {
      version = model.currentVersion();
    } catch (error) {
      refuse(wanted ?? 0, error);
      return;
    }
    wanted = version;
    if (version === null) return;
    if (serving?.version === version) {
      refused = null;
      return;
    }
    if (refused?.version === version && now() - refused.at < retryAfterMs) return;
    try {
      const next = await prepare(model, version);
      if (isDisposed) next.predictor.dispose();
      else takeOver(next);
    } catch (error) {
      refuse(version, error);
    }
  };

  return {
    model,
    serving: () => serving,
    refused: () => refused,
    wanted: () => wanted,
    follow() {
      look ??= followOnce().finally(() => {
        look = null;
      });
      return look;
    },
    hold(version) {
      underWay.set(version, (underWay.get(version) ?? 0) + 1);
    },
    release(version) {
      const left = (underWay.get(version) ?? 1) - 1;
      underWay.set(version, left);
      if (left === 0) disposeWhenIdle(version);
    },
    dispose() {
      isDisposed = true;
      const last = serving;
      serving = null;
      if (last !== null) disposeWhenIdle(last);
    },
  };
}

/** Loads, verifies and warms up; whatever goes wrong, no memory stays behind. */
async function prepare(model: ServedModel, version: number): Promise<ServingVersion> {
  const loaded = await model.load(version);
  const { predictor, samples } = loaded;
  try {
    const { contract } = predictor.manifest;
    const read = columnsRead(model.features ?? [], samples.rows);
    const request = requestSchema(model.row, contract, read);
    const columnNames = request.columns.map(({ name }) => name);
    await model.verify?.(predictor, samples);
    await warmUp(predictor, samples.rows, columnNames);
    return {
      ...loaded,
      version,
      request,
      columnNames,
      answersOf: answerWriter(contract),
      frame: `{"model":${JSON.stringify(model.name)},"version":${version},`,
      contract,
      loadedAt: new Date(),
    };
  } catch (error) {
    predictor.dispose();
    throw error;
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof MlopsError) return `${error.message} ${error.hint}`;
  return error instanceof Error ? error.message : String(error);
}
