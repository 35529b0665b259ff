import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const places = [
  process.env.CHROME_PATH,
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ...(process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name))),
];

/** Where a Chromium lies on this machine, or `null`. */
export const chromiumPath: string | null =
  places.find((place) => place !== undefined && existsSync(place)) ?? null;

/** A page in headless Chromium. */
export type BrowserPage = {
  readonly open: (url: string) => Promise<void>;
  /** Runs an expression in the page; promises are awaited. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Waits until the expression is true. */
  readonly waitFor: (expression: string) => Promise<void>;
  readonly resize: (width: number, height: number) => Promise<void>;
  readonly colorScheme: (scheme: 'light' | 'dark') => Promise<void>;
  /** A PNG of the whole page. */
  readonly screenshot: () => Promise<Buffer>;
  /** What the page complained of: console errors, exceptions, refused resources. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
};

type Message = {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
};

/** Starts Chromium and speaks the DevTools protocol over a pipe: no port, no package. */
export async function openBrowser(path: string): Promise<BrowserPage> {
  const profile = mkdtempSync(join(tmpdir(), 'serving-chromium-'));
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--hide-scrollbars',
    `--user-data-dir=${profile}`,
    '--remote-debugging-pipe',
  ];
  const child = spawn(path, flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const commands = child.stdio[3] as Writable;
  const replies = child.stdio[4] as Readable;
  const waiting = new Map<
    number,
    { resolve: (value: Readonly<Record<string, unknown>>) => void; reject: (error: Error) => void }
  >();
  const complaints: string[] = [];
  let rest = '';
  replies.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) receive(JSON.parse(part));
  });
  const receive = ({ id, method, params, result, error }: Message) => {
    const pending = id === undefined ? undefined : waiting.get(id);
    if (id !== undefined && pending !== undefined) {
      waiting.delete(id);
      if (error === undefined) pending.resolve(result ?? {});
      else pending.reject(new Error(error.message));
    }
    if (method === 'Runtime.exceptionThrown') complaints.push(JSON.stringify(params));
    if (method === 'Log.entryAdded') complaints.push(JSON.stringify(params));
  };
  let lastId = 0;
  const send = (method: string, params: object = {}, sessionId?: string) =>
    new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });

  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const inPage = (method: string, params: object = {}) => send(method, params, String(sessionId));
  await inPage('Page.enable');
  await inPage('Runtime.enable');
  await inPage('Log.enable');

  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await inPage('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { readonly value?: unknown }).value;
  };
  const waitFor = async (expression: string) => {
    const end = Date.now() + 15_000;
    while ((await evaluate(expression)) !== true) {
      if (Date.now() > end) throw new Error(`Never true: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return {
    complaints,
    evaluate,
    waitFor,
    async open(url) {
      await inPage('Page.navigate', { url });
      await waitFor(`location.href !== 'about:blank' && document.readyState === 'complete'`);
    },
    resize: async (width, height) => {
      await inPage('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: false,
      });
    },
    colorScheme: async (value) => {
      await inPage('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-color-scheme', value }],
      });
    },
    async screenshot() {
      const { data } = await inPage('Page.captureScreenshot', { captureBeyondViewport: true });
      return Buffer.from(String(data), 'base64');
    },
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await send('Browser.close').catch(() => {});
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
