import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { type CreateServiceOptions, createService } from '../src/create-service.ts';
import { servedModel } from './served-fixture.ts';

/** A service without a port, whose models have been looked at; it stops with the test. */
export async function startedService(
  options: Partial<CreateServiceOptions> = {},
): Promise<FastifyInstance> {
  const app = createService({ models: [servedModel()], ...options });
  onTestFinished(() => app.close());
  await app.ready();
  await app.settled();
  return app;
}
