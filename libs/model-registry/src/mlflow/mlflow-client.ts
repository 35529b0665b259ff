import { MlopsError } from '@create-mlops/contracts';
import { z } from 'zod';
import { type Exchange, type HttpResponse, sendPatiently } from '../http/exchange.ts';
import type { KeyValue, RunBatch } from './split-batches.ts';
import { splitBatches } from './split-batches.ts';
import type { TrackingServer } from './tracking-server.ts';

const keyValuesSchema = z.array(z.object({ key: z.string(), value: z.string() })).default([]);
const runSchema = z.object({
  info: z.object({ run_id: z.string(), experiment_id: z.string(), artifact_uri: z.string() }),
  data: z.object({ params: keyValuesSchema, tags: keyValuesSchema }).prefault({}),
});
export type MlflowRun = z.infer<typeof runSchema>;

const registeredModelSchema = z.object({
  name: z.string(),
  tags: keyValuesSchema,
  aliases: z.array(z.object({ alias: z.string(), version: z.string() })).default([]),
});
export type RegisteredModel = z.infer<typeof registeredModelSchema>;

const modelVersionSchema = z.object({
  version: z.string(),
  source: z.string().default(''),
  run_id: z.string().default(''),
  status: z.string().default('READY'),
  status_message: z.string().default(''),
  tags: keyValuesSchema,
});
export type ModelVersion = z.infer<typeof modelVersionSchema>;

const answerSchema = z.object({ error_code: z.string(), message: z.string().default('') });

/** A data set of a run, as MLflow shows it. */
export type DatasetInput = {
  /** At most 36 characters of `digest`. */
  readonly dataset: Readonly<
    Record<'name' | 'digest' | 'source_type' | 'source' | 'schema' | 'profile', string>
  >;
  readonly tags: readonly KeyValue[];
};

/** `{error_code}` of an answer that is expected and no failure. */
type Expected = 'RESOURCE_DOES_NOT_EXIST' | 'RESOURCE_ALREADY_EXISTS' | 'INVALID_PARAMETER_VALUE';

type Call<T> = {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly schema: z.ZodType<T>;
  /** Codes for which the answer is `null`. */
  readonly unless?: readonly Expected[];
};

const anything = z.unknown();

/**
 * The part of MLflow's REST API that a registry needs, as conversations. Answers are parsed; what a server refuses becomes
 * an error that quotes it.
 *
 * @see https://mlflow.org/docs/latest/api_reference/rest-api.html
 */
export function mlflowClient(server: TrackingServer, pauseScale = 1) {
  function* call<T>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    { query, body, schema, unless = [] }: Call<T>,
  ): Exchange<T | null> {
    const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
    const request = {
      method,
      url: `${server.address}/api/2.0/mlflow/${path}${search}`,
      headers: { ...server.headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const [answer] = yield* sendPatiently([request], pauseScale);
    return readAnswer(server, path, answer, schema, unless);
  }
  function* must<T>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    details: Omit<Call<T>, 'unless'>,
  ): Exchange<T> {
    const found = yield* call(method, path, details);
    if (found === null) throw strange(server, path);
    return found;
  }

  return {
    /** The id of the experiment of that name, which is made where there is none. */
    *experiment(name: string): Exchange<string> {
      const schema = z.object({
        experiment: z.object({ experiment_id: z.string(), lifecycle_stage: z.string() }),
      });
      const find = () =>
        call('GET', 'experiments/get-by-name', {
          query: { experiment_name: name },
          schema,
          unless: ['RESOURCE_DOES_NOT_EXIST'],
        });
      let found = yield* find();
      if (found === null) {
        const made = yield* call('POST', 'experiments/create', {
          body: { name },
          schema: z.object({ experiment_id: z.string() }),
          unless: ['RESOURCE_ALREADY_EXISTS'],
        });
        if (made !== null) return made.experiment_id;
        found = yield* find();
      }
      if (found === null) throw strange(server, 'experiments/get-by-name');
      if (found.experiment.lifecycle_stage === 'active') return found.experiment.experiment_id;
      throw new MlopsError(
        'REGISTRY_REFUSED',
        `The experiment "${name}" of ${server.address} was deleted there, and its name is not free.`,
        'Restore it in MLflow, or name another with MLFLOW_EXPERIMENT_NAME.',
      );
    },
    *createRun(run: {
      readonly experiment_id: string;
      readonly start_time: number;
      readonly run_name: string;
      readonly tags: readonly KeyValue[];
    }): Exchange<MlflowRun> {
      const schema = z.object({ run: runSchema });
      return (yield* must('POST', 'runs/create', { body: run, schema })).run;
    },
    *run(runId: string): Exchange<MlflowRun> {
      const schema = z.object({ run: runSchema });
      return (yield* must('GET', 'runs/get', { query: { run_id: runId }, schema })).run;
    },
    *finishRun(
      runId: string,
      endTime: number,
      status: 'FINISHED' | 'FAILED' = 'FINISHED',
    ): Exchange<void> {
      const body = { run_id: runId, status, end_time: endTime };
      yield* must('POST', 'runs/update', { body, schema: anything });
    },
    *deleteRun(runId: string): Exchange<void> {
      yield* must('POST', 'runs/delete', { body: { run_id: runId }, schema: anything });
    },
    *logBatch(runId: string, all: RunBatch): Exchange<void> {
      for (const batch of splitBatches(all)) {
        yield* must('POST', 'runs/log-batch', {
          body: { run_id: runId, ...batch },
          schema: anything,
        });
      }
    },
    *logInputs(runId: string, datasets: readonly DatasetInput[]): Exchange<void> {
      yield* must('POST', 'runs/log-inputs', {
        body: { run_id: runId, datasets },
        schema: anything,
      });
    },
    /**
     * Parameters never change: of several who write the same key, the server lets one succeed.
     *
     * @returns whether the parameter has this value now.
     */
    *claimParameter(runId: string, { key, value }: KeyValue): Exchange<boolean> {
      const claimed = yield* call('POST', 'runs/log-parameter', {
        body: { run_id: runId, key, value },
        schema: anything,
        unless: ['INVALID_PARAMETER_VALUE'],
      });
      return claimed !== null;
    },
    *registeredModel(name: string): Exchange<RegisteredModel | null> {
      const found = yield* call('GET', 'registered-models/get', {
        query: { name },
        schema: z.object({ registered_model: registeredModelSchema }),
        unless: ['RESOURCE_DOES_NOT_EXIST'],
      });
      return found?.registered_model ?? null;
    },
    *registeredModels(): Exchange<RegisteredModel[]> {
      const schema = z.object({
        registered_models: z.array(registeredModelSchema).default([]),
        next_page_token: z.string().default(''),
      });
      const models: RegisteredModel[] = [];
      for (let token = ''; ; ) {
        const query = { max_results: '100', ...(token === '' ? {} : { page_token: token }) };
        const page = yield* must('GET', 'registered-models/search', { query, schema });
        models.push(...page.registered_models);
        token = page.next_page_token;
        if (token === '') return models;
      }
    },
    /** @returns false when a model of that name exists. */
    *createRegisteredModel(name: string, tags: readonly KeyValue[]): Exchange<boolean> {
      const made = yield* call('POST', 'registered-models/create', {
        body: { name, tags },
        schema: anything,
        unless: ['RESOURCE_ALREADY_EXISTS'],
      });
      return made !== null;
    },
    *setModelTag(name: string, tag: KeyValue): Exchange<void> {
      yield* must('POST', 'registered-models/set-tag', {
        body: { name, ...tag },
        schema: anything,
      });
    },
    *createModelVersion(version: {
      readonly name: string;
      readonly source: string;
      readonly run_id: string;
      readonly description: string;
      readonly tags: readonly KeyValue[];
    }): Exchange<ModelVersion> {
      const schema = z.object({ model_version: modelVersionSchema });
      return (yield* must('POST', 'model-versions/create', { body: version, schema }))
        .model_version;
    },
    *modelVersion(name: string, version: number): Exchange<ModelVersion> {
      const schema = z.object({ model_version: modelVersionSchema });
      const query = { name, version: String(version) };
      return (yield* must('GET', 'model-versions/get', { query, schema })).model_version;
    },
    *modelVersions(name: string): Exchange<ModelVersion[]> {
      const schema = z.object({
        model_versions: z.array(modelVersionSchema).default([]),
        next_page_token: z.string().default(''),
      });
      const versions: ModelVersion[] = [];
      for (let token = ''; ; ) {
        const query = {
          filter: `name='${name}'`,
          max_results: '200',
          ...(token === '' ? {} : { page_token: token }),
        };
        const page = yield* must('GET', 'model-versions/search', { query, schema });
        versions.push(...page.model_versions);
        token = page.next_page_token;
        if (token === '') return versions;
      }
    },
    *setVersionTag(name: string, version: number, tag: KeyValue): Exchange<void> {
      yield* must('POST', 'model-versions/set-tag', {
        body: { name, version: String(version), ...tag },
        schema: anything,
      });
    },
    *deleteModelVersion(name: string, version: number): Exchange<void> {
      yield* must('DELETE', 'model-versions/delete', {
        body: { name, version: String(version) },
        schema: anything,
      });
    },
    *setAlias(name: string, alias: string, version: number): Exchange<void> {
      yield* must('POST', 'registered-models/alias', {
        body: { name, alias, version: String(version) },
        schema: anything,
      });
    },
    *deleteAlias(name: string, alias: string): Exchange<void> {
      yield* call('DELETE', 'registered-models/alias', {
        body: { name, alias },
        schema: anything,
        unless: ['RESOURCE_DOES_NOT_EXIST'],
      });
    },
  };
}
export type MlflowClient = ReturnType<typeof mlflowClient>;

function readAnswer<T>(
  server: TrackingServer,
  path: string,
  answer: HttpResponse | undefined,
  schema: z.ZodType<T>,
  unless: readonly Expected[],
): T | null {
  const json = answer === undefined ? null : parseJson(answer.body);
  if (answer !== undefined && answer.status >= 200 && answer.status < 300) {
    const parsed = schema.safeParse(json);
    if (!parsed.success) throw strange(server, path, parsed.error);
    return parsed.data;
  }
  const refusal = answerSchema.safeParse(json);
  if (refusal.success && unless.some((code) => code === refusal.data.error_code)) return null;
  throw refused(server, path, answer, refusal.success ? refusal.data.message : '');
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return null;
  }
}

/** Why a request came to nothing, for the person in front of it. */
export function refused(
  { address }: TrackingServer,
  path: string,
  answer: HttpResponse | undefined,
  words: string,
): MlopsError {
  const status = answer?.status ?? 0;
  const said = words === '' ? '' : ` It said: ${words.replaceAll(/\s+/g, ' ').slice(0, 400)}`;
  if (status === 0) {
    return new MlopsError(
      'NETWORK',
      `The MLflow server at ${address} cannot be reached: ${answer?.failure ?? 'no answer'}.`,
      'Look at MLFLOW_TRACKING_URI and whether the server runs, or set MLOPS_REGISTRY=registry to keep the registry in a folder.',
    );
  }
  if (status === 401 || status === 403) {
    return new MlopsError(
      'REGISTRY_REFUSED',
      `The MLflow server at ${address} lets nobody do ${path} who is not signed in with the right to (${status}).${said}`,
      'Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN.',
    );
  }
  if (status === 429 || status >= 500) {
    return new MlopsError(
      'NETWORK',
      `The MLflow server at ${address} answered ${status} to ${path}, five times.${said}`,
      'Look at its log, and try again.',
    );
  }
  return new MlopsError(
    'REGISTRY_REFUSED',
    `The MLflow server at ${address} refused ${path} (${status}).${said}`,
    words === ''
      ? 'Is it an MLflow server? MLFLOW_TRACKING_URI is its address without /api.'
      : 'Mend what it names, and try again.',
  );
}

function strange({ address }: TrackingServer, path: string, cause?: unknown): MlopsError {
  return new MlopsError(
    'REGISTRY_REFUSED',
    `${address} answered ${path} in a way that MLflow does not.`,
    'Is it an MLflow server, 2.9 or newer? MLFLOW_TRACKING_URI is its address without /api.',
    { cause },
  );
}
