import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const readyWithinMs = 30_000;

export async function waitUntilReady(address: string, hasExited: () => boolean): Promise<boolean> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline && !hasExited()) {
    try {
      if ((await fetch(`${address}/health/ready`)).ok) return true;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

export type Answer = { readonly status: number; readonly body: string };

/** Sends the first sample request that the model's bundle carries; a picture in it is sent as a file of a form, too. */
export async function askSample(
  address: string,
  registry: string,
  model: string,
): Promise<readonly (Answer & { readonly as: string })[]> {
  const samples = join(registry, model, 'versions', '1', 'bundle', 'samples.json');
  const { rows } = JSON.parse(readFileSync(samples, 'utf8')) as {
    rows: Record<string, unknown>[];
  };
  const [row = {}] = rows;
  const requests: Request[] = [
    {
      as: 'JSON',
      body: JSON.stringify(row),
      headers: { 'content-type': 'application/json' },
    },
  ];
  const picture = Object.values(row).find(
    (value): value is string => typeof value === 'string' && value.startsWith('data:image/'),
  );
  if (picture !== undefined) {
    const bytes = Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64');
    const form = new FormData();
    form.append('file', new Blob([bytes], { type: 'image/png' }), 'picture.png');
    requests.push({ as: 'a file of a form', body: form });
  }
  const url = `${address}/models/${model}/predict`;
  return Promise.all(requests.map((request) => send(url, request)));
}

type Request = {
  readonly as: string;
  readonly body: string | FormData;
  readonly headers?: Readonly<Record<string, string>>;
};

async function send(url: string, { as, body, headers = {} }: Request) {
  const response = await fetch(url, { method: 'POST', headers, body });
  return { as, status: response.status, body: await response.text() };
}
