// node --import tsx load-requests.ts PORT PATH SECONDS FILE: asks 127.0.0.1 with 64 connections that stay open, one request at
// a time on each, the rows of FILE in turn; prints requests per second and latencies in milliseconds. A second goes before
// that does not count.
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';

const connections = 64;
const warmUpMs = 1000;
const headEnd = Buffer.from('\r\n\r\n');

const [port = '', path = '', seconds = '', file = ''] = process.argv.slice(2);
const rows: readonly unknown[] = JSON.parse(readFileSync(file, 'utf8'));
const requests = rows.map((row) => {
  const body = JSON.stringify(row);
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
});

const countFrom = performance.now() + warmUpMs;
const stopAt = countFrom + Number(seconds) * 1000;
const latencies: number[] = [];
let next = 0;
let refused = 0;

/** One connection: the next request goes out when the answer to the last is whole. */
function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(Number(port), '127.0.0.1');
    socket.setNoDelay(true);
    let sentAt = 0;
    let received = Buffer.alloc(0);
    const send = () => {
      if (performance.now() >= stopAt) {
        socket.end();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(requests[next++ % requests.length] ?? '');
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const end = received.indexOf(headEnd);
      if (end < 0) return;
      const head = received.toString('latin1', 0, end);
      const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? Number.NaN);
      if (Number.isNaN(length)) reject(new Error(`An answer without a length:\n${head}`));
      if (received.length < end + headEnd.length + length) return;
      received = Buffer.alloc(0);
      if (!head.startsWith('HTTP/1.1 200')) refused++;
      else if (sentAt >= countFrom) latencies.push(performance.now() - sentAt);
      send();
    });
  });
}

await Promise.all(Array.from({ length: connections }, run));
latencies.sort((a, b) => a - b);
const quantile = (share: number) =>
  latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? 0;
process.stdout.write(
  `${JSON.stringify({ perSecond: latencies.length / Number(seconds), p50Ms: quantile(0.5), p99Ms: quantile(0.99), refused })}\n`,
);
