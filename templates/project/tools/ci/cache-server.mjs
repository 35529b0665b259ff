// A remote cache for Nx in a folder: `node tools/ci/cache-server.mjs FOLDER`. It listens on the loopback interface only, on a
// free port, and prints that port. The token is in CACHE_TOKEN. Nx' local cache never hits on another runner, for it is bound
// to the machine; what Nx asks of a remote cache is these two requests, and the CI's own cache keeps the folder.
// https://nx.dev/recipes/running-tasks/self-hosted-caching
import { timingSafeEqual } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Larger outputs do not belong into a cache that every runner fetches whole, in bytes. */
const largest = 512 * 1024 * 1024;
/** What nobody has asked for in so many days goes, or the folder grows with every commit. */
const keptDays = 14;

const [folder = ''] = process.argv.slice(2);
const token = process.env.CACHE_TOKEN ?? '';
const isReadOnly = process.env.CACHE_READ_ONLY === '1';
if (folder === '' || token === '') {
  process.stderr.write(
    'The cache needs a folder and CACHE_TOKEN.\n→ CACHE_TOKEN=… node tools/ci/cache-server.mjs .nx/remote\n',
  );
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) {
  const path = join(folder, name);
  const ageDays = (Date.now() - statSync(path).mtimeMs) / 86_400_000;
  if (ageDays > keptDays || name.endsWith('.part')) rmSync(path, { force: true });
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    // Somebody went away in the middle; whoever asks next is answered.
    if (request.destroyed || response.destroyed) return;
    process.stderr.write(
      `The cache failed on ${request.method} ${request.url}: ${error.message}\n`,
    );
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});

async function answer(request, response) {
  const end = (status, text = '') => {
    request.resume();
    response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
  };
  if (!isAllowed(request.headers.authorization ?? '')) return end(401, 'Wrong token.');
  // Only a hash is a file name here: nothing in the address can lead out of the folder.
  const [, hash] = /^\/v1\/cache\/([\w-]{1,128})$/.exec(request.url ?? '') ?? [];
  if (hash === undefined) return end(404, 'Not found.');
  const path = join(folder, hash);
  if (request.method === 'GET') {
    if (!existsSync(path)) return end(404, 'Not found.');
    const now = new Date();
    utimesSync(path, now, now);
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': statSync(path).size,
    });
    return pipeline(createReadStream(path), response);
  }
  if (request.method !== 'PUT') return end(405, 'GET or PUT.');
  if (isReadOnly) return end(403, 'This run may read the cache only.');
  if (existsSync(path)) return end(409, 'It is there already.');
  if (Number(request.headers['content-length'] ?? 0) > largest) return end(413, 'Too large.');
  // Whole or not at all: a run that is cancelled leaves no half of an entry.
  const part = `${path}.${process.pid}.part`;
  closeSync(openSync(part, 'w'));
  try {
    await pipeline(request, createWriteStream(part));
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  return end(200);
}

function isAllowed(header) {
  const given = Buffer.from(header);
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
// Whoever started it holds its standard input: when that ends, so does the cache.
process.stdin.resume();
process.stdin.once('end', () => {
  server.close();
  server.closeAllConnections();
});
