import type { HttpRequest, HttpResponse } from '../src/http/exchange.ts';

type KeyValue = { key: string; value: string };
type Run = {
  info: { run_id: string; experiment_id: string; artifact_uri: string; status: string };
  data: { params: KeyValue[]; tags: KeyValue[]; metrics: unknown[] };
  inputs: unknown[];
};
type Version = {
  version: string;
  tags: KeyValue[];
  source: string;
  run_id: string;
  status: string;
};
type Model = { name: string; tags: KeyValue[]; aliases: Record<string, string>; made: number };

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
const absent = (what: string) => new Refusal(404, 'RESOURCE_DOES_NOT_EXIST', `No ${what}.`);
const invalid = (message: string) => new Refusal(400, 'INVALID_PARAMETER_VALUE', message);

/** An MLflow server in memory: what the registry needs of one, with the limits and refusals of the real one (3.17). */
export type FakeMlflow = {
  readonly answer: (request: HttpRequest) => HttpResponse;
  /** Every request, as `POST runs/create`. */
  readonly requests: string[];
  readonly runs: Map<string, Run>;
  readonly models: Map<string, Model>;
  readonly artifacts: Map<string, Uint8Array>;
  /** Called before each request; a response that it gives is the answer. */
  intercept: (path: string, request: HttpRequest) => HttpResponse | null;
};

export function fakeMlflow(): FakeMlflow {
  const experiments = new Map<string, string>();
  const runs = new Map<string, Run>();
  const models = new Map<string, Model>();
  const versions = new Map<string, Version[]>();
  const artifacts = new Map<string, Uint8Array>();
  const requests: string[] = [];

  const runOf = (id: string) => {
    const run = runs.get(id);
    if (run === undefined) throw absent(`run ${id}`);
    return run;
  };
  const modelOf = (name: string) => {
    const model = models.get(name);
    if (model === undefined) throw absent(`model ${name}`);
    return model;
  };
  const versionOf = (name: string, version: string) => {
    const found = versions.get(name)?.find((entry) => entry.version === version);
    if (found === undefined) throw absent(`version ${version}`);
    return found;
  };
  const put = (list: KeyValue[], { key, value }: KeyValue) => {
    const known = list.find((entry) => entry.key === key);
    if (known === undefined) list.push({ key, value });
    else known.value = value;
  };
  const named = ({ key }: KeyValue) => {
    if (!/^[A-Za-z0-9_. :/-]{1,250}$/.test(key))
      throw invalid(`Invalid value "${key}" for a name.`);
  };
  const claim = (run: Run, { key, value }: KeyValue) => {
    if (value.length > 6000) throw invalid(`Param value too long: ${value.length}`);
    const known = run.data.params.find((entry) => entry.key === key);
    if (known !== undefined && known.value !== value)
      throw invalid('Changing param values is not allowed.');
    if (known === undefined) run.data.params.push({ key, value });
  };
  const shown = ({ made: _, aliases, ...model }: Model) => ({
    registered_model: {
      ...model,
      aliases: Object.entries(aliases).map(([alias, version]) => ({ alias, version })),
    },
  });

  // biome-ignore lint/suspicious/noExplicitAny: bodies of a fake, each as its route knows it.
  const routes: Record<string, (words: any, request: HttpRequest) => unknown> = {
    'GET experiments/get-by-name': ({ experiment_name: name }) => {
      const id = experiments.get(name);
      if (id === undefined) throw absent(`experiment ${name}`);
      return { experiment: { experiment_id: id, lifecycle_stage: 'active' } };
    },
    'POST experiments/create': ({ name }) => {
      if (experiments.has(name)) throw new Refusal(400, 'RESOURCE_ALREADY_EXISTS', name);
      experiments.set(name, String(experiments.size + 1));
      return { experiment_id: experiments.get(name) };
    },
    'POST runs/create': ({ experiment_id: experiment, tags }) => {
      const id = `run${runs.size + 1}`;
      const uri = `mlflow-artifacts:/${experiment}/${id}/artifacts`;
      const info = { run_id: id, experiment_id: experiment, artifact_uri: uri, status: 'RUNNING' };
      const run = { info, data: { params: [], tags: [...tags], metrics: [] }, inputs: [] };
      runs.set(id, run);
      return { run };
    },
    'GET runs/get': ({ run_id: id }) => ({ run: runOf(id) }),
    'POST runs/update': ({ run_id: id, status }) => {
      runOf(id).info.status = status;
      return {};
    },
    'POST runs/delete': ({ run_id: id }) => {
      runs.delete(id);
      return {};
    },
    'POST runs/log-batch': ({ run_id: id, metrics, params, tags }, { body = '' }) => {
      const all = metrics.length + params.length + tags.length;
      if (all > 1000 || params.length > 100 || tags.length > 100 || body.length > 1_000_000)
        throw invalid('The batch is too large.');
      const run = runOf(id);
      for (const entry of [...metrics, ...params, ...tags]) named(entry);
      run.data.metrics.push(...metrics);
      for (const param of params) claim(run, param);
      for (const tag of tags) put(run.data.tags, tag);
      return {};
    },
    'POST runs/log-inputs': ({ run_id: id, datasets }) => {
      if (
        datasets.some(({ dataset }: { dataset: { digest: string } }) => dataset.digest.length > 36)
      )
        throw invalid('The digest is too long.');
      runOf(id).inputs.push(...datasets);
      return {};
    },
    'POST runs/log-parameter': ({ run_id: id, key, value }) => {
      claim(runOf(id), { key, value });
      return {};
    },
    'GET registered-models/get': ({ name }) => shown(modelOf(name)),
    'GET registered-models/search': ({ page_token: token = '0' }) => {
      const at = Number(token);
      const [model] = [...models.values()].slice(at, at + 1);
      return {
        registered_models: model === undefined ? [] : [shown(model).registered_model],
        ...(at + 1 < models.size ? { next_page_token: String(at + 1) } : {}),
      };
    },
    'POST registered-models/create': ({ name, tags = [] }) => {
      if (models.has(name)) throw new Refusal(400, 'RESOURCE_ALREADY_EXISTS', name);
      models.set(name, { name, tags: [...tags], aliases: {}, made: 0 });
      return {};
    },
    'POST registered-models/set-tag': ({ name, key, value }) => {
      put(modelOf(name).tags, { key, value });
      return {};
    },
    'POST registered-models/alias': ({ name, alias, version }) => {
      versionOf(name, version);
      modelOf(name).aliases[alias] = version;
      return {};
    },
    'DELETE registered-models/alias': ({ name, alias }) => {
      delete modelOf(name).aliases[alias];
      return {};
    },
    'POST model-versions/create': ({ name, source, run_id: id, tags }) => {
      const model = modelOf(name);
      model.made++;
      const version = {
        version: String(model.made),
        tags: [...tags],
        source,
        run_id: id,
        status: 'READY',
      };
      versions.set(name, [version, ...(versions.get(name) ?? [])]);
      return { model_version: { ...version, status: 'PENDING_REGISTRATION' } };
    },
    'GET model-versions/get': ({ name, version }) => ({ model_version: versionOf(name, version) }),
    'GET model-versions/search': ({ filter, page_token: token = '0' }) => {
      const name = /^name='(.*)'$/.exec(filter)?.[1] ?? '';
      const all = versions.get(name) ?? [];
      const at = Number(token);
      return {
        model_versions: all.slice(at, at + 2),
        ...(at + 2 < all.length ? { next_page_token: String(at + 2) } : {}),
      };
    },
    'POST model-versions/set-tag': ({ name, version, key, value }) => {
      put(versionOf(name, version).tags, { key, value });
      return {};
    },
    'DELETE model-versions/delete': ({ name, version }) => {
      const kept = (versions.get(name) ?? []).filter((entry) => entry.version !== version);
      versions.set(name, kept);
      return {};
    },
  };

  const artifact = (method: string, path: string, body: HttpRequest['body']): HttpResponse => {
    if (method === 'PUT') {
      artifacts.set(path, Buffer.from(body ?? ''));
      return ok({});
    }
    if (method === 'DELETE') {
      for (const name of artifacts.keys()) {
        if (name === path || name.startsWith(`${path}/`)) artifacts.delete(name);
      }
      return ok({});
    }
    const bytes = artifacts.get(path);
    if (bytes === undefined) throw absent(`artifact ${path}`);
    return { status: 200, body: new Uint8Array(bytes), retryAfter: null };
  };

  const fake: FakeMlflow = {
    requests,
    runs,
    models,
    artifacts,
    intercept: () => null,
    answer: (request) => {
      const url = new URL(request.url);
      const path = url.pathname.replace('/api/2.0/', '').replace(/^mlflow\//, '');
      requests.push(`${request.method} ${path}`);
      const stopped = fake.intercept(path, request);
      if (stopped !== null) return stopped;
      try {
        if (path.startsWith('mlflow-artifacts/artifacts/')) {
          const name = decodeURIComponent(path.replace('mlflow-artifacts/artifacts/', ''));
          return artifact(request.method, name, request.body);
        }
        const route = routes[`${request.method} ${path}`];
        if (route === undefined)
          return { status: 404, body: Buffer.from('<html>'), retryAfter: null };
        const words =
          request.body === undefined
            ? Object.fromEntries(url.searchParams)
            : JSON.parse(String(request.body));
        return ok(route(words, request));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return refusal(error.status, error.code, error.message);
      }
    },
  };
  return fake;
}

const ok = (value: unknown): HttpResponse => ({
  status: 200,
  body: Buffer.from(JSON.stringify(value)),
  retryAfter: null,
});

export const refusal = (status: number, code: string, message: string): HttpResponse => ({
  status,
  body: Buffer.from(JSON.stringify({ error_code: code, message })),
  retryAfter: null,
});
