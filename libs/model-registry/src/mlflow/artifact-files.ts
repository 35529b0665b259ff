import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MlopsError } from '@create-mlops/contracts';
import { type Exchange, type HttpRequest, sendPatiently } from '../http/exchange.ts';
import { refused } from './mlflow-client.ts';
import type { TrackingServer } from './tracking-server.ts';

/** So many files travel side by side. */
const lanes = 8;

/** The files below one artifact address of MLflow, by their path with forward slashes. */
export type ArtifactFiles = {
  readonly upload: (files: ReadonlyMap<string, Uint8Array>) => Exchange<void>;
  /** @throws {MlopsError} BUNDLE_MISSING naming the first that is not there. */
  readonly download: (paths: readonly string[]) => Exchange<Map<string, Uint8Array>>;
  /** Deletes a folder with all that is in it; one that is not there is no failure. */
  readonly remove: (path: string) => Exchange<void>;
};

/**
 * @param uri as the server gave it. `mlflow-artifacts:` goes through the server; a path or `file:` is written directly, which
 * works where the server keeps its files on this machine.
 * @throws {MlopsError} REGISTRY_REFUSED for a store that only its own programs can write, such as `s3:`.
 */
export function artifactFiles(server: TrackingServer, uri: string, pauseScale = 1): ArtifactFiles {
  if (uri.startsWith('mlflow-artifacts:')) return throughServer(server, uri, pauseScale);
  if (uri.startsWith('file:')) return onDisk(fileURLToPath(uri));
  if (!/^[a-z][a-z0-9+.-]+:/i.test(uri)) return onDisk(uri);
  throw new MlopsError(
    'REGISTRY_REFUSED',
    `The MLflow server at ${server.address} keeps artifacts at ${uri}, which only programs with keys to that store can write.`,
    'Start it with `mlflow server --artifacts-destination …` (it then passes artifacts on itself, and new experiments use that), or name another experiment with MLFLOW_EXPERIMENT_NAME.',
  );
}

function throughServer(server: TrackingServer, uri: string, pauseScale: number): ArtifactFiles {
  const { host, pathname } = new URL(uri);
  if (host !== '' && host !== new URL(server.address).host) {
    throw new MlopsError(
      'REGISTRY_REFUSED',
      `The MLflow server at ${server.address} passes artifacts on to ${host}, to which we are not signed in.`,
      `Set MLFLOW_TRACKING_URI to a server that serves its artifacts itself, or name another experiment with MLFLOW_EXPERIMENT_NAME.`,
    );
  }
  const base = pathname.replace(/^\/+/, '');
  const request = (
    method: HttpRequest['method'],
    path: string,
    body?: Uint8Array,
  ): HttpRequest => ({
    method,
    url: `${server.address}/api/2.0/mlflow-artifacts/artifacts/${[base, ...path.split('/').map(encodeURIComponent)].join('/')}`,
    headers: {
      ...server.headers,
      ...(body === undefined ? {} : { 'content-type': 'application/octet-stream' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const isGood = (status: number) => status >= 200 && status < 300;

  return {
    *upload(files) {
      for (const group of grouped([...files])) {
        const requests = group.map(([path, bytes]) => request('PUT', path, bytes));
        const answers = yield* sendPatiently(requests, pauseScale);
        const failed = answers.findIndex(({ status }) => !isGood(status));
        if (failed >= 0)
          throw refused(server, `the artifact ${group[failed]?.[0]}`, answers[failed], '');
      }
    },
    *download(paths) {
      const files = new Map<string, Uint8Array>();
      for (const group of grouped(paths)) {
        const answers = yield* sendPatiently(
          group.map((path) => request('GET', path)),
          pauseScale,
        );
        for (const [index, path] of group.entries()) {
          const answer = answers[index];
          if (answer?.status === 404) throw missing(`${uri}/${path}`);
          if (answer === undefined || !isGood(answer.status))
            throw refused(server, `the artifact ${path}`, answer, '');
          files.set(path, answer.body);
        }
      }
      return files;
    },
    *remove(path) {
      const [answer] = yield* sendPatiently([request('DELETE', path)], pauseScale);
      if (answer !== undefined && (isGood(answer.status) || answer.status === 404)) return;
      throw refused(server, `the deletion of ${path}`, answer, '');
    },
  };
}

function onDisk(folder: string): ArtifactFiles {
  const place = (path: string) => join(folder, ...path.split('/'));
  return {
    // biome-ignore lint/correctness/useYield: nothing is sent, the same interface is kept.
    *upload(files) {
      for (const [path, bytes] of files) {
        mkdirSync(dirname(place(path)), { recursive: true });
        writeFileSync(place(path), bytes);
      }
    },
    *download(paths) {
      return new Map(
        paths.map((path) => {
          try {
            return [path, readFileSync(place(path))] as const;
          } catch (cause) {
            throw missing(place(path), cause);
          }
        }),
      );
    },
    // biome-ignore lint/correctness/useYield: nothing is sent here either.
    *remove(path) {
      rmSync(place(path), { recursive: true, force: true });
    },
  };
}

function missing(place: string, cause?: unknown): MlopsError {
  return new MlopsError(
    'BUNDLE_MISSING',
    `MLflow has no ${place} any more: that bundle was deleted there, or lies on another machine.`,
    'Choose another version with `npm run registry list`, or train again with `npm run pipeline`.',
    { cause },
  );
}

function grouped<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / lanes) }, (_, index) =>
    list.slice(index * lanes, (index + 1) * lanes),
  );
}
