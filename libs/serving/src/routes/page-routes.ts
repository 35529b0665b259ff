import type { FastifyInstance } from 'fastify';
import { demoPage } from '../page/demo-page.ts';
import type { ServiceContext } from '../service-context.ts';

/** `GET /`: the demo page. */
export function pageRoutes(app: FastifyInstance, { slots }: ServiceContext): void {
  app.get('/', (_request, reply) => {
    const { text, headers } = demoPage([...slots.values()]);
    return reply.headers(headers).send(text);
  });
}
