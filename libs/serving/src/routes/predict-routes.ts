import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { endOfTurn } from '../answer/end-of-turn.ts';
import { predictRows } from '../answer/predict-rows.ts';
import type { ModelSlot } from '../model/model-slot.ts';
import { invalidRows } from '../request/invalid-rows.ts';
import { readRows } from '../request/read-rows.ts';
import { readUpload } from '../request/read-upload.ts';
import { Refusal } from '../request/refusal.ts';
import { type ServiceContext, servingOf, slotOf } from '../service-context.ts';

/**
 * `POST /models/:name/predict`, and `POST /predict` for the only model. One row (an object) is answered by one object;
 * a list of rows, or `{ "rows": [ … ] }`, by `predictions`, one per row. Pictures may also come as files.
 */
export function predictRoutes(app: FastifyInstance, context: ServiceContext): void {
  app.post<{ Params: { name: string } }>('/models/:name/predict', (request, reply) =>
    answer(context, slotOf(context, request.params.name), request, reply),
  );
  const names = [...context.slots.keys()];
  app.post('/predict', (request, reply) => {
    const [only, ...others] = context.slots.values();
    if (only !== undefined && others.length === 0) return answer(context, only, request, reply);
    throw new Refusal(
      400,
      'which_model',
      `This service has ${names.length} models: say which one, as ${names.map((name) => `POST /models/${name}/predict`).join(' or ')}.`,
    );
  });
}

async function answer(
  context: ServiceContext,
  slot: ModelSlot,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const serving = servingOf(slot);
  const { id } = request;
  const { columns } = serving.request;
  // Where nothing has to be waited for, a row should not wait.
  const hasImages = columns.some(({ kind }) => kind === 'image');
  const body = hasImages ? await readUpload(request, columns) : request.body;
  const read = readRows(body, serving.request);
  if (read.kind === 'issues') throw invalidRows(read.issues, read.more);
  const answers = await predictRows(context, { slot, serving }, { id, rows: read.rows });
  await endOfTurn();
  reply.type('application/json; charset=utf-8');
  return answerText(serving.frame, id, read.isList ? { predictions: answers } : answers[0]);
}

/** The answer as JSON. An id has no character that JSON would escape, and the frame is the same for every request. */
function answerText(frame: string, id: string, rest: object | undefined): string {
  return `${frame}"requestId":"${id}",${JSON.stringify(rest).slice(1)}`;
}
