import type { FastifyInstance } from 'fastify';
import { explainText } from '../answer/explain-text.ts';
import { invalidRows } from '../request/invalid-rows.ts';
import { readRows } from '../request/read-rows.ts';
import { Refusal } from '../request/refusal.ts';
import { type ServiceContext, servingOf, slotOf } from '../service-context.ts';

/** `POST /models/:name/explain`: which words of one row's texts weighed how much for the answer. */
export function explainRoutes(app: FastifyInstance, context: ServiceContext): void {
  app.post<{ Params: { name: string } }>('/models/:name/explain', async (request) => {
    const slot = slotOf(context, request.params.name);
    const serving = servingOf(slot);
    const read = readRows(request.body, serving.request);
    if (read.kind === 'issues') throw invalidRows(read.issues, read.more);
    const [row] = read.rows;
    if (row === undefined || read.isList) {
      throw new Refusal(400, 'invalid_request', 'One row at a time is explained: send an object.');
    }
    const texts = await explainText(slot, serving, row);
    return { model: slot.model.name, version: serving.version, requestId: request.id, texts };
  });
}
