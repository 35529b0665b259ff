import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { MlopsError } from '@create-mlops/contracts';
import type { HttpRequest, HttpResponse, Sender } from './exchange.ts';

/** A server that neither answers nor refuses must not hold a runner for hours. */
const usualPatienceMs = 5 * 60_000;

/**
 * What the thread runs that talks while the caller waits. It is a text, because the service is bundled into one file and could
 * not name another. `fetch` follows no redirect with the body of a PUT, so redirects stay answers.
 */
const threadSource = `
const { workerData } = require('node:worker_threads');
const { port, signal, usualPatienceMs } = workerData;
const send = async ({ method, url, headers, body, patienceMs = usualPatienceMs }) => {
  try {
    const answer = await fetch(url, {
      method, headers, body, redirect: 'manual', signal: AbortSignal.timeout(patienceMs),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return { status: answer.status, body: bytes, retryAfter: answer.headers.get('retry-after') };
  } catch (error) {
    const failure = String(error.cause?.message || error.cause?.code || error.message);
    return { status: 0, body: new Uint8Array(), retryAfter: null, failure };
  }
};
port.on('message', async (requests) => {
  port.postMessage(await Promise.all(requests.map(send)));
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
});
`;

/** Sends with Node's own `fetch`. The thread for callers that wait is started with the first of them. */
export function openHttpSender(): Sender {
  let talk: ((requests: readonly HttpRequest[]) => readonly HttpResponse[]) | null = null;
  return {
    send: (requests) => {
      talk ??= startThread();
      return talk(requests);
    },
    sendAside: (requests) => Promise.all(requests.map(sendOne)),
  };
}

function startThread(): (requests: readonly HttpRequest[]) => readonly HttpResponse[] {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(threadSource, {
    eval: true,
    // Loaders of this process would cost the thread half a second.
    execArgv: [],
    workerData: { port: port2, signal, usualPatienceMs },
    transferList: [port2],
  });
  worker.unref();
  port1.unref();
  return (requests) => {
    Atomics.store(signal, 0, 0);
    port1.postMessage(requests);
    const patiences = requests.map(({ patienceMs = usualPatienceMs }) => patienceMs);
    Atomics.wait(signal, 0, 0, Math.max(...patiences) + 10_000);
    const received = receiveMessageOnPort(port1);
    if (received === undefined) {
      throw new MlopsError(
        'NETWORK',
        `${new URL(requests[0]?.url ?? 'http://nobody').host} did not answer for ${Math.round(Math.max(...patiences) / 60_000)} minutes.`,
        'Try again when it does.',
      );
    }
    return received.message;
  };
}

async function sendOne(request: HttpRequest): Promise<HttpResponse> {
  const { method, url, headers, body, patienceMs = usualPatienceMs } = request;
  try {
    const answer = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
      ...(body === undefined ? {} : { body: new Blob([new Uint8Array(Buffer.from(body))]) }),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return { status: answer.status, body: bytes, retryAfter: answer.headers.get('retry-after') };
  } catch (error) {
    return { status: 0, body: new Uint8Array(), retryAfter: null, failure: failureOf(error) };
  }
}

function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
