import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, type RefusalReason } from '../request/refusal.ts';
import type { ServiceContext } from '../service-context.ts';

/** Every request that fails gets `{ error, issues?, requestId }`; what is nobody's fault but ours is reported. */
export function refuseRoutes(
  app: FastifyInstance,
  { metrics }: ServiceContext,
  report: (line: string) => void,
): void {
  const send = (refusal: Refusal, request: FastifyRequest, reply: FastifyReply) => {
    metrics.errors.add([refusal.reason]);
    if (refusal.statusCode === 503) reply.header('retry-after', '1');
    return reply.code(refusal.statusCode).send({
      error: refusal.message,
      ...(refusal.issues.length > 0 ? { issues: refusal.issues } : {}),
      requestId: request.id,
    });
  };
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = toRefusal(error);
    if (refusal.statusCode >= 500 && refusal.reason === 'internal') {
      report(`${request.method} ${request.url} (${request.id}) failed: ${error.stack ?? error}`);
    }
    return send(refusal, request, reply);
  });
  app.setNotFoundHandler((request, reply) => {
    metrics.requests.add(['unknown', '404']);
    return send(
      new Refusal(
        404,
        'not_found',
        `There is no ${request.method} ${request.url.slice(0, 200)}; GET /docs lists what there is.`,
      ),
      request,
      reply,
    );
  });
}

const sentences: Readonly<Record<number, { reason: RefusalReason; sentence: string }>> = {
  413: { reason: 'too_large', sentence: 'The request is larger than this service takes.' },
  415: {
    reason: 'content_type',
    sentence: 'Send JSON, with the header content-type: application/json.',
  },
  408: { reason: 'timeout', sentence: 'The request took too long to arrive.' },
};

/** Fastify's own errors in our words; whatever else comes is a defect, and says no more to the outside. */
function toRefusal(error: FastifyError): Refusal {
  if (error instanceof Refusal) return error;
  const status = error.statusCode ?? 500;
  const known = sentences[status];
  if (known !== undefined) return new Refusal(status, known.reason, known.sentence);
  if (status < 400 || status >= 500) {
    return new Refusal(500, 'internal', 'The service failed; its log says why.');
  }
  const isJson = error instanceof SyntaxError || error.code?.startsWith('FST_ERR_CTP');
  const [reason, message] = isJson
    ? (['invalid_json', `The body is not JSON that can be read: ${error.message}`] as const)
    : (['invalid_request', error.message] as const);
  // The whole body is at fault: its path is empty.
  return new Refusal(status, reason, message, [{ path: '', message: error.message }]);
}
