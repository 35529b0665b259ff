import type { PredictionLog } from './log/prediction-log.ts';
import type { ServiceMetrics } from './metrics/service-metrics.ts';
import type { ModelSlot, ServingVersion } from './model/model-slot.ts';
import { Refusal } from './request/refusal.ts';

/** What the routes share. */
export type ServiceContext = {
  readonly slots: ReadonlyMap<string, ModelSlot>;
  readonly logs: ReadonlyMap<string, PredictionLog>;
  readonly metrics: ServiceMetrics;
  /** True once the service was told to stop. */
  readonly isDraining: () => boolean;
};

/** @throws {Refusal} 404 naming the models that exist. */
export function slotOf({ slots }: ServiceContext, name: string): ModelSlot {
  const slot = slots.get(name);
  if (slot !== undefined) return slot;
  throw new Refusal(
    404,
    'not_found',
    `There is no model '${name.slice(0, 100)}'; this service has ${[...slots.keys()].join(', ')}.`,
  );
}

/** @throws {Refusal} 503 saying why no version answers and what to do. */
export function servingOf(slot: ModelSlot): ServingVersion {
  const serving = slot.serving();
  if (serving !== null) return serving;
  throw new Refusal(503, 'not_ready', whyNotReady(slot));
}

/** One sentence on a model that does not answer. */
export function whyNotReady(slot: ModelSlot): string {
  const { name } = slot.model;
  const refused = slot.refused();
  if (refused !== null) {
    return refused.version === 0
      ? `The registry of ${name} cannot be read: ${refused.sentence}`
      : `Version ${refused.version} of ${name} was refused: ${refused.sentence}`;
  }
  const wanted = slot.wanted();
  return wanted === null
    ? `No version of ${name} is in production: run \`npm run pipeline\`.`
    : `Version ${wanted} of ${name} is being loaded; try again in a moment.`;
}
