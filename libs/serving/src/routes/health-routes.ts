import type { FastifyInstance } from 'fastify';
import type { ModelSlot } from '../model/model-slot.ts';
import { type ServiceContext, whyNotReady } from '../service-context.ts';

/** What `/health/ready` says. */
export type Readiness = {
  readonly ready: boolean;
  /** One sentence per model that does not answer, or on the service itself. */
  readonly reasons: readonly string[];
  readonly models: Readonly<Record<string, ModelReadiness>>;
};

export type ModelReadiness = {
  readonly ready: boolean;
  /** The version that answers. */
  readonly version: number | null;
  /** The same hash that the registry shows for that version. */
  readonly modelHash?: string;
  /** The version that is in production; another one than `version` while it loads or when it was refused. */
  readonly production: number | null;
  /** Why the production version does not serve. */
  readonly problem?: string;
};

/**
 * Ready means: every model with a production version answers, and there is at least one. A version that was refused while
 * the one before keeps serving is told as a problem, but the service stays ready.
 */
export function readinessOf({ slots, isDraining }: ServiceContext): Readiness {
  const models = Object.fromEntries([...slots].map(([name, slot]) => [name, modelReadiness(slot)]));
  const reasons = [...slots.values()]
    .filter((slot) => slot.serving() === null)
    .map((slot) => whyNotReady(slot));
  const isAnswering = [...slots.values()].some((slot) => slot.serving() !== null);
  const isWaiting = [...slots.values()].some(
    (slot) => slot.serving() === null && (slot.wanted() !== null || slot.refused() !== null),
  );
  if (isDraining()) return { ready: false, reasons: ['The service is stopping.'], models };
  return { ready: isAnswering && !isWaiting, reasons, models };
}

function modelReadiness(slot: ModelSlot): ModelReadiness {
  const serving = slot.serving();
  const refused = slot.refused();
  return {
    ready: serving !== null,
    version: serving?.version ?? null,
    ...(serving === null ? {} : { modelHash: serving.predictor.manifest.modelHash }),
    production: slot.wanted(),
    ...(refused !== null || serving === null
      ? { problem: refused === null ? whyNotReady(slot) : refused.sentence }
      : {}),
  };
}

/** `GET /health/live` and `GET /health/ready`. */
export function healthRoutes(app: FastifyInstance, context: ServiceContext): void {
  app.get('/health/live', () => ({ live: true }));
  app.get('/health/ready', (_request, reply) => {
    const readiness = readinessOf(context);
    return reply.code(readiness.ready ? 200 : 503).send(readiness);
  });
}
