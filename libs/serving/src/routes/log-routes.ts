import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLogCursor, readLog } from '../log/read-log.ts';
import { Refusal } from '../request/refusal.ts';
import { type ServiceContext, slotOf } from '../service-context.ts';

export type LogAccess = {
  /** Who knows it may read; without one there is no log to be had over HTTP. */
  readonly token: string | undefined;
  readonly logDirectory: ((model: string) => string) | undefined;
};

type Asked = { readonly after?: string; readonly limit?: string };

const usualLimit = 1_000;
const largestLimit = 10_000;

/**
 * `GET /models/:name/log?after=<cursor>&limit=<lines>`, and `GET /log` for the only model: the prediction log for a drift check that
 * runs elsewhere. The answer is newline-delimited JSON; `x-next-cursor` says where the next page begins, `x-has-more` whether there
 * is one, `x-has-gap` whether lines were deleted before they were read. How long lines are kept is up to `predictionLog.keepFiles`.
 */
export function logRoutes(app: FastifyInstance, context: ServiceContext, access: LogAccess): void {
  app.get<{ Params: { name: string }; Querystring: Asked }>('/models/:name/log', (request, reply) =>
    answer(slotOf(context, request.params.name).model.name, request, reply),
  );
  app.get<{ Querystring: Asked }>('/log', (request, reply) => {
    const [only, ...others] = context.slots.keys();
    if (only !== undefined && others.length === 0) return answer(only, request, reply);
    throw new Refusal(
      400,
      'which_model',
      `This service has ${context.slots.size} models: say which one, as GET /models/${only ?? 'model'}/log.`,
    );
  });

  const answer = async (
    name: string,
    request: FastifyRequest<{ Querystring: Asked }>,
    reply: FastifyReply,
  ): Promise<string> => {
    const { token, logDirectory } = access;
    if (token === undefined || logDirectory === undefined) {
      throw new Refusal(
        404,
        'not_found',
        'This service gives its log to nobody: start it with MLOPS_LOG_TOKEN to change that.',
      );
    }
    if (!isBearer(request.headers.authorization, token)) {
      reply.header('www-authenticate', 'Bearer');
      throw new Refusal(
        401,
        'unauthorized',
        'The log is for those who know its token: send the header authorization: Bearer <token>.',
      );
    }
    const { after = '', limit = String(usualLimit) } = request.query;
    if (typeof after !== 'string' || !isLogCursor(after)) {
      throw new Refusal(400, 'invalid_request', 'after: this is no cursor that this service gave.');
    }
    const lines = Number(limit);
    if (!Number.isInteger(lines) || lines < 1 || lines > largestLimit) {
      throw new Refusal(
        400,
        'invalid_request',
        `limit: a whole number from 1 to ${largestLimit.toLocaleString('en-US')} is expected.`,
      );
    }
    await context.logs.get(name)?.flush();
    const page = await readLog(logDirectory(name), { after, limit: lines });
    reply.headers({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-store',
      'x-next-cursor': page.next,
      'x-has-more': String(page.hasMore),
      'x-has-gap': String(page.hasGap),
    });
    return page.lines.map((line) => `${line}\n`).join('');
  };
}

/** Compared by their hashes: how long that takes says nothing of the token. */
function isBearer(header: string | undefined, token: string): boolean {
  const [, given = ''] = /^Bearer (.+)$/i.exec(header ?? '') ?? [];
  const [a, b] = [given, token].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
