import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../service-context.ts';

/** `GET /metrics` in the Prometheus text format. */
export function metricsRoute(app: FastifyInstance, { metrics, slots }: ServiceContext): void {
  app.get('/metrics', (_request, reply) => {
    metrics.modelInfo.clear();
    for (const [name, slot] of slots) {
      const serving = slot.serving();
      metrics.modelReady.set([name], serving === null ? 0 : 1);
      if (serving === null) continue;
      const { modelHash, lineage } = serving.predictor.manifest;
      metrics.modelInfo.set([name, String(serving.version), modelHash, lineage.dataHash], 1);
    }
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(metrics.print());
  });
}
