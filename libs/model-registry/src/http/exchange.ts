/** One request over HTTP. */
export type HttpRequest = {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** How long the whole of it may take; five minutes unless it says so. */
  readonly patienceMs?: number;
};

/** What came back. `status` 0 stands for no answer at all; then `failure` says why. */
export type HttpResponse = {
  readonly status: number;
  readonly body: Uint8Array;
  /** The header of that name, in seconds or as a date. */
  readonly retryAfter: string | null;
  readonly failure?: string;
};

export type Step =
  | { readonly kind: 'send'; readonly requests: readonly HttpRequest[] }
  | { readonly kind: 'wait'; readonly ms: number };

/**
 * A conversation with a server, which says what to send and what to wait for but does neither. The registry's methods run it
 * to its end while their caller waits; a service that follows the registry runs the same one beside its work.
 */
export type Exchange<T> = Generator<Step, T, readonly HttpResponse[]>;

/** Who sends. The answers come in the order of the requests; nothing is thrown for a request that failed. */
export type Sender = {
  readonly send: (requests: readonly HttpRequest[]) => readonly HttpResponse[];
  readonly sendAside: (requests: readonly HttpRequest[]) => Promise<readonly HttpResponse[]>;
};

const attempts = 5;
const firstWaitMs = 250;
const longestWaitMs = 10_000;

/**
 * Sends requests side by side; those that met 429, 5xx or no answer again, up to four times with growing pauses. What a server
 * refuses with another 4xx it would refuse again: that is never repeated.
 *
 * @param scale of all pauses; 0 in tests.
 * @param renew makes the request that is sent when one is repeated, for those that do not stay valid.
 */
export function* sendPatiently(
  requests: readonly HttpRequest[],
  scale = 1,
  renew: (request: HttpRequest) => HttpRequest = (request) => request,
): Exchange<readonly HttpResponse[]> {
  const answers = new Map<HttpRequest, HttpResponse>();
  let open = requests;
  for (let attempt = 0; ; attempt++) {
    const received = yield { kind: 'send', requests: attempt === 0 ? open : open.map(renew) };
    open.forEach((request, index) => {
      const answer = received[index];
      if (answer !== undefined) answers.set(request, answer);
    });
    open = open.filter((request) => mayPass(answers.get(request)));
    if (open.length === 0 || attempt + 1 >= attempts) break;
    const waits = open.map((request) => pauseMs(answers.get(request), attempt));
    yield { kind: 'wait', ms: Math.max(...waits) * scale };
  }
  return requests.flatMap((request) => answers.get(request) ?? []);
}

const mayPass = (answer: HttpResponse | undefined): boolean =>
  answer === undefined || answer.status === 0 || answer.status === 429 || answer.status >= 500;

function pauseMs(answer: HttpResponse | undefined, attempt: number): number {
  const asked = Number(answer?.retryAfter ?? Number.NaN) * 1000;
  const ownMs = firstWaitMs * 2 ** attempt;
  return Math.min(Number.isNaN(asked) ? ownMs : Math.max(asked, ownMs), longestWaitMs);
}

/** Runs a conversation to its end while the caller waits. */
export function settle<T>(exchange: Exchange<T>, sender: Pick<Sender, 'send'>): T {
  let step = exchange.next([]);
  while (step.done !== true) {
    if (step.value.kind === 'wait') {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, step.value.ms);
      step = exchange.next([]);
    } else {
      step = exchange.next(sender.send(step.value.requests));
    }
  }
  return step.value;
}

/** The same while the process goes on with its work. */
export async function settleAside<T>(
  exchange: Exchange<T>,
  sender: Pick<Sender, 'sendAside'>,
): Promise<T> {
  let step = exchange.next([]);
  while (step.done !== true) {
    const { value } = step;
    if (value.kind === 'wait') {
      await new Promise((resolve) => setTimeout(resolve, value.ms));
      step = exchange.next([]);
    } else {
      step = exchange.next(await sender.sendAside(value.requests));
    }
  }
  return step.value;
}
