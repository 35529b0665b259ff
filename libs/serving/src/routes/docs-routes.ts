import type { FastifyInstance } from 'fastify';
import { openApiDocument } from '../openapi/openapi-document.ts';
import { docsPage } from '../page/docs-page.ts';
import type { ServiceContext } from '../service-context.ts';

/** `GET /openapi.json`, and the same as a page at `GET /docs`. */
export function docsRoutes(app: FastifyInstance, { slots }: ServiceContext): void {
  app.get('/openapi.json', () => openApiDocument([...slots.values()]));
  app.get('/docs', (_request, reply) => {
    const { text, headers } = docsPage(openApiDocument([...slots.values()]));
    return reply.headers(headers).send(text);
  });
}
