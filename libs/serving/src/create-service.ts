import Fastify, { type FastifyInstance } from 'fastify';
import { openPredictionLog, type PredictionLog } from './log/prediction-log.ts';
import { createServiceMetrics, type ServiceMetrics } from './metrics/service-metrics.ts';
import { createModelSlot, type ModelSlot } from './model/model-slot.ts';
import type { ServedModel } from './model/served-model.ts';
import { bodyLimitFor, largestImage, takeUploads } from './request/read-upload.ts';
import { requestIds } from './request/request-id.ts';
import { docsRoutes } from './routes/docs-routes.ts';
import { explainRoutes } from './routes/explain-routes.ts';
import { healthRoutes } from './routes/health-routes.ts';
import { inferenceRoutes } from './routes/inference-routes.ts';
import { logRoutes } from './routes/log-routes.ts';
import { metricsRoute } from './routes/metrics-route.ts';
import { modelRoutes } from './routes/model-routes.ts';
import { pageRoutes } from './routes/page-routes.ts';
import { predictRoutes } from './routes/predict-routes.ts';
import { refuseRoutes } from './routes/refuse.ts';
import type { ServiceContext } from './service-context.ts';
import { type ServingSettings, servingSettingsSchema } from './settings.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Resolves when every model was looked at once: it serves, or it is known why not. */
    settled: () => Promise<void>;
    /** Looks at the aliases now instead of at the next interval. */
    followAliases: () => Promise<void>;
    /** From now on `/health/ready` says 503, so that no new traffic is sent here. */
    beginDrain: () => void;
  }
}

export type CreateServiceOptions = {
  readonly models: readonly ServedModel[];
  readonly settings?: ServingSettings;
  /** Where a model's prediction log goes; without it nothing is logged. */
  readonly logDirectory?: (model: string) => string;
  /** Whoever sends this as a bearer token may read the prediction log; without it nobody may. */
  readonly logToken?: string | undefined;
  /** A line for the operator. */
  readonly report?: (line: string) => void;
};

/** How long an idle connection may outlive the wish to stop. */
const sweepMs = 20;

/**
 * The HTTP service for some models. Loading begins with `app.ready()` or `app.listen()`, and the aliases are followed until
 * `app.close()`.
 *
 * @example
 * const app = createService({ models });
 * await app.ready();
 * await app.settled();
 * await app.inject({ method: 'POST', url: '/predict', payload: { age: 40, plan: 'basic' } });
 */
export function createService(options: CreateServiceOptions): FastifyInstance {
  const { models, logDirectory, report = () => {} } = options;
  const settings = servingSettingsSchema.parse(options.settings ?? {});
  const metrics = createServiceMetrics();
  const slots = new Map(models.map((model) => [model.name, openSlot(model, metrics, report)]));
  const logs = new Map<string, PredictionLog>();
  if (logDirectory !== undefined) {
    for (const { name } of models) {
      logs.set(
        name,
        openPredictionLog(logDirectory(name), {
          model: name,
          settings: settings.predictionLog,
          observer: logObserver(name, metrics, report),
        }),
      );
    }
  }
  let isDraining = false;
  const context: ServiceContext = { slots, logs, metrics, isDraining: () => isDraining };

  const imageBytes = Math.max(0, ...models.map(({ row }) => largestImage(row) ?? 0));
  const app = Fastify({
    logger: false,
    bodyLimit: Math.max(settings.bodyLimitBytes, imageBytes > 0 ? bodyLimitFor(imageBytes) : 0),
    requestTimeout: settings.requestTimeoutMs,
    http: {
      // Node swaps the two timeouts when the one for headers is longer.
      headersTimeout: settings.requestTimeoutMs,
      // Node's own default of 30 s would make the timeout a wish.
      connectionsCheckingInterval: Math.min(1000, settings.requestTimeoutMs),
    },
    requestIdHeader: false,
    genReqId: requestIds(),
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  });
  app.removeContentTypeParser('text/plain');
  if (imageBytes > 0) takeUploads(app, { maxBytes: imageBytes });
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onRoute', (route) => {
    // A hook of its own for each route: asking a request for its route builds an object every time.
    const labels = [route.url];
    route.onResponse = (_request, reply, done) => {
      metrics.requests.add([route.url, String(reply.statusCode)]);
      metrics.latency.observe(labels, reply.elapsedTime / 1000);
      done();
    };
  });

  refuseRoutes(app, context, report);
  predictRoutes(app, context);
  explainRoutes(app, context);
  healthRoutes(app, context);
  metricsRoute(app, context);
  modelRoutes(app, context);
  logRoutes(app, context, { token: options.logToken, logDirectory });
  inferenceRoutes(app, context);
  docsRoutes(app, context);
  pageRoutes(app, context);

  const follow = () => Promise.all([...slots.values()].map((slot) => slot.follow())).then(() => {});
  let first: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  app.decorate('settled', () => first);
  app.decorate('followAliases', follow);
  app.decorate('beginDrain', () => {
    isDraining = true;
  });
  app.addHook('onReady', async () => {
    // Not awaited: while a large model loads, /health/live answers already.
    first = follow();
    timer = setInterval(follow, settings.followIntervalMs);
    timer.unref();
  });
  let sweep: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    isDraining = true;
    // A connection that was busy when closing began is idle after its answer; nobody would close it.
    sweep = setInterval(() => app.server.closeIdleConnections(), sweepMs);
  });
  app.addHook('onClose', async () => {
    clearInterval(timer);
    clearInterval(sweep);
    await first;
    for (const log of logs.values()) await log.close();
    for (const slot of slots.values()) slot.dispose();
  });
  return app;
}

function openSlot(
  model: ServedModel,
  metrics: ServiceMetrics,
  report: (line: string) => void,
): ModelSlot {
  const { name } = model;
  return createModelSlot(model, {
    onServing: ({ version, predictor }, before) => {
      metrics.modelSwaps.add([name]);
      const hash = predictor.manifest.modelHash.slice(0, 12);
      const instead = before === null ? '' : `, instead of version ${before.version}`;
      report(`${name}: version ${version} (${hash}) serves${instead}.`);
    },
    onRefused: ({ version, sentence }) => {
      metrics.modelRefusals.add([name]);
      report(`${name}: version ${version} was refused. ${sentence}`);
    },
  });
}

function logObserver(name: string, metrics: ServiceMetrics, report: (line: string) => void) {
  let isReported = false;
  return {
    onWritten: (lines: number) => {
      isReported = false;
      metrics.logLines.add([name], lines);
    },
    onDropped: (lines: number, error: unknown) => {
      metrics.logDropped.add([name], lines);
      // Once until it works again: a full disk must not fill the terminal, too.
      if (!isReported) {
        const why = error instanceof Error ? error.message : String(error);
        report(`${name}: ${lines} lines of the prediction log were dropped. ${why}`);
      }
      isReported = true;
    },
  };
}
