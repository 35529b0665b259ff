import type { BundleManifest, Judgement } from '@create-mlops/contracts';
import type { FastifyInstance } from 'fastify';
import type { ModelSlot } from '../model/model-slot.ts';
import { type ServiceContext, slotOf } from '../service-context.ts';

/** What `GET /models/:name` tells of the version that answers. */
export type ModelInfo = {
  readonly name: string;
  /** `null` when no version answers. */
  readonly version: number | null;
  readonly loadedAt?: string;
  readonly modelHash?: string;
  readonly task?: string;
  readonly trainedAt?: string;
  readonly dataHash?: string;
  readonly dataLabel?: string | null;
  readonly gitCommit?: string | null;
  /** Where the run of CI that trained it can be looked at. */
  readonly runAddress?: string;
  /** What the gate said last. */
  readonly verdict?: Pick<Judgement, 'decision' | 'sentence'>;
  /** On the validation split. */
  readonly metrics?: Readonly<Record<string, number>>;
  readonly baseline?: Readonly<Record<string, number>>;
  readonly contract?: BundleManifest['contract'];
};

/** `GET /models` and `GET /models/:name`. */
export function modelRoutes(app: FastifyInstance, context: ServiceContext): void {
  app.get('/models', () => ({
    models: [...context.slots.values()].map((slot) => {
      const { contract: _contract, ...info } = infoOf(slot);
      return info;
    }),
  }));
  app.get<{ Params: { name: string } }>('/models/:name', (request) =>
    infoOf(slotOf(context, request.params.name)),
  );
}

function infoOf(slot: ModelSlot): ModelInfo {
  const { name } = slot.model;
  const serving = slot.serving();
  if (serving === null) return { name, version: null };
  const { manifest } = serving.predictor;
  const { runAddress } = manifest.lineage;
  return {
    name,
    version: serving.version,
    loadedAt: serving.loadedAt.toISOString(),
    modelHash: manifest.modelHash,
    task: manifest.task,
    trainedAt: manifest.createdAt,
    dataHash: manifest.lineage.dataHash,
    dataLabel: manifest.lineage.dataLabel,
    gitCommit: manifest.lineage.gitCommit,
    ...(runAddress === undefined ? {} : { runAddress }),
    ...(serving.verdict === undefined ? {} : { verdict: serving.verdict }),
    metrics: manifest.metrics,
    baseline: manifest.baseline,
    contract: manifest.contract,
  };
}
