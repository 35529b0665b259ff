// npm run windows: in a scaffolded project, the current window is brought from everywhere it may come from, and refused where it must.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type DriftReport, driftReportSchema } from '@create-mlops/contracts';
import { runCommand } from './run-command.ts';
import { scaffoldProject } from './scaffolded-project.ts';
import { type Item, tryItems } from './try-items.ts';
import { withService } from './with-service.ts';

const project = await scaffoldProject();
const { folder } = project;
const current = join(folder, 'models', 'churn', 'current');
const raw = join(folder, 'models', 'churn', 'data', 'raw');
const [table = ''] = readdirSync(raw).filter((name) => name.endsWith('.csv'));
const [header = '', ...lines] = readFileSync(join(raw, table), 'utf8').trimEnd().split('\n');
const csv = (from: number, to: number) => `${[header, ...lines.slice(from, to)].join('\n')}\n`;
const outside = join(folder, '..', 'outside');
mkdirSync(outside);

const run = (words: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  runCommand(process.execPath, ['--import', 'tsx', ...words], {
    cwd: folder,
    environment: { ...process.env, ...environment },
  });
const bring = (source: string, environment: NodeJS.ProcessEnv = {}) =>
  run(['tools/current.ts', ...(source === '' ? [] : [source])], environment);
const windows = () => readdirSync(current).filter((name) => name.startsWith('window-'));
const contents = () => windows().map((name) => readFileSync(join(current, name), 'utf8'));

/** Brings a window and finds it alone in `current/`, with so many lines. */
async function brings(source: string, expected: number, environment: NodeJS.ProcessEnv = {}) {
  const { code, output } = await bring(source, environment);
  const [text = '', ...others] = contents();
  const count = text.trimEnd().split('\n').length - (text.startsWith('{') ? 0 : 1);
  if (code !== 0) return `exited with ${code}:\n${output}`;
  if (others.length > 0) return `left ${others.length} older windows`;
  return count === expected ? null : `brought ${count} rows instead of ${expected}:\n${output}`;
}

/** A refusal: the exit code, a sentence, and `current/` as it was. */
async function refuses(
  source: string,
  expected: { readonly code: number; readonly says: string },
  environment: NodeJS.ProcessEnv = {},
) {
  const before = JSON.stringify([readdirSync(current), contents()]);
  const { code, output } = await bring(source, environment);
  if (code !== expected.code) return `exited with ${code} instead of ${expected.code}:\n${output}`;
  if (!output.includes(expected.says)) return `does not say "${expected.says}":\n${output}`;
  const after = JSON.stringify([readdirSync(current), contents()]);
  return before === after ? null : 'changed current/';
}

/** A server for everything that comes over HTTP, also from a store. */
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path === '/export') response.setHeader('content-type', 'text/csv; charset=utf-8');
  if (
    path === '/acme/windows/new.csv' &&
    !request.headers.authorization?.includes('AWS4-HMAC-SHA256')
  ) {
    response.statusCode = 403;
  }
  if (!['/export', '/new.csv', '/acme/windows/new.csv', '/what'].includes(path)) {
    response.statusCode = 404;
  }
  response.end(response.statusCode === 200 ? csv(300, 500) : 'no');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const token = 'a-token-for-the-log';
const withToken = { MLOPS_LOG_TOKEN: token };

/** Requests of the test's own, answered by the service. */
async function ask(service: string, from: number, to: number): Promise<void> {
  const names = header.split(',');
  const numeric = /^-?\d+(\.\d+)?$/;
  for (const line of lines.slice(from, to)) {
    const row = Object.fromEntries(
      line.split(',').flatMap((cell, at) => {
        const name = names[at] ?? '';
        if (name === 'churn' || cell === '') return [];
        return [
          [
            name,
            cell === 'true' || (cell !== 'false' && (numeric.test(cell) ? Number(cell) : cell)),
          ],
        ];
      }),
    );
    const response = await fetch(`${service}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(row),
    });
    if (!response.ok)
      throw new Error(`${line} was answered ${response.status}: ${await response.text()}`);
    await response.arrayBuffer();
  }
}

const items: Item[] = [
  {
    name: 'a pipeline has run',
    attempt: async () => {
      const { code, output } = await run(['tools/pipeline.mjs']);
      return code === 0 ? null : output;
    },
  },
  {
    name: 'from a folder: the last table by name',
    attempt: () => {
      writeFileSync(join(outside, '2026-01.csv'), csv(0, 100));
      writeFileSync(join(outside, '2026-02.csv'), csv(100, 220));
      return brings(outside, 120);
    },
  },
  { name: 'from a file', attempt: () => brings(join(outside, '2026-01.csv'), 100) },
  {
    name: 'the same again changes nothing',
    attempt: async () => {
      const before = JSON.stringify(windows());
      const { output } = await bring('', { CURRENT_SOURCE: join(outside, '2026-01.csv') });
      const isSame = before === JSON.stringify(windows()) && output.includes('already');
      return isSame ? null : output;
    },
  },
  { name: 'from an address that ends with .csv', attempt: () => brings(`${address}/new.csv`, 200) },
  {
    name: 'from an address that says what it holds',
    attempt: async () =>
      (await brings(join(outside, '2026-02.csv'), 120)) ?? (await brings(`${address}/export`, 200)),
  },
  {
    name: 'from a store',
    attempt: async () =>
      (await brings(join(outside, '2026-02.csv'), 120)) ??
      (await brings('s3://acme/windows/new.csv', 200, {
        AWS_ACCESS_KEY_ID: 'id',
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_ENDPOINT_URL_S3: address,
      })),
  },
  {
    name: 'the log of a service: what is new, once there is enough, and once only',
    attempt: () =>
      withService(
        folder,
        async (service) => {
          const log = { ...withToken, DEPLOY_URL: service };
          await ask(service, 0, 20);
          const few = await refuses('log', { code: 0, says: '20 rows are new' }, log);
          await ask(service, 20, 80);
          const all = await brings('log', 80, log);
          const none = await refuses('log', { code: 0, says: 'nothing new' }, log);
          await ask(service, 200, 260);
          const rest = await brings('log', 60, log);
          const wrong = await refuses(
            `log:${service}`,
            { code: 2, says: 'Set MLOPS_LOG_TOKEN to the token' },
            { MLOPS_LOG_TOKEN: 'another' },
          );
          return few ?? all ?? none ?? rest ?? wrong;
        },
        { environment: withToken },
      ),
  },
  {
    name: 'a service without a token gives nothing away, and it is said what to do',
    attempt: () =>
      withService(folder, (service) =>
        refuses(
          `log:${service}`,
          { code: 2, says: 'Start the service with MLOPS_LOG_TOKEN' },
          withToken,
        ),
      ),
  },
  {
    name: 'data that break the contract are refused with 3, and nothing is written',
    attempt: async () => {
      const file = (name: string, text: string) => {
        writeFileSync(join(outside, name), text);
        return join(outside, name);
      };
      const names = header.split(',');
      const withAge = (age: string) =>
        `${header}\n${(lines[0] ?? '')
          .split(',')
          .map((cell, at) => (names[at] === 'age' ? age : cell))
          .join(',')}\n`;
      return (
        (await refuses(file('range.csv', withAge('900')), { code: 3, says: 'age: at least 18' })) ??
        (await refuses(file('type.csv', withAge('old')), { code: 3, says: "'old' is not a" })) ??
        (await refuses(file('empty.csv', `${header}\n`), { code: 3, says: 'no rows' })) ??
        (await refuses(file('column.csv', csv(0, 60).replace('age', 'years')), {
          code: 3,
          says: "no column 'age'",
        }))
      );
    },
  },
  {
    name: 'what is too large, unknown or not there is refused with 2',
    attempt: async () =>
      (await refuses(
        join(outside, '2026-02.csv'),
        { code: 2, says: 'more than 0 MB' },
        {
          CURRENT_MAX_MB: '0.001',
        },
      )) ??
      (await refuses(`${address}/nothing.csv`, { code: 2, says: 'answered 404' })) ??
      (await refuses(`${address}/what`, { code: 2, says: 'no CSV, JSONL or Parquet' })) ??
      (await refuses('nowhere', { code: 2, says: 'There is no nowhere' })) ??
      (await refuses('', { code: 2, says: 'Where does the current window come from?' })),
  },
  {
    name: 'the drift check looks at what was brought',
    attempt: async () => {
      const brought = await brings(join(outside, '2026-02.csv'), 120);
      const { output } = await run([join('models', 'churn', 'drift', 'main.ts')]);
      const path = join(folder, 'artifacts', 'churn', 'drift', 'report.json');
      const report: DriftReport = driftReportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
      return brought ?? (report.columns.length > 0 && output.includes('120') ? null : output);
    },
  },
];

try {
  process.exitCode = await tryItems(items, 'things that bringing a window should do work.');
} finally {
  server.close();
  project.remove();
}
