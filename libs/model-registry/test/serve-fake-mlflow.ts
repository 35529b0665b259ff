// A fake MLflow server in a process of its own, on a free port that it prints: the registry waits for answers with its whole
// process. The first requests are answered with the statuses of the command line. It ends when its standard input does.
import { createServer } from 'node:http';
import { fakeMlflow } from './fake-mlflow.ts';

const first = process.argv.slice(2).map(Number);
const fake = fakeMlflow();
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    const status = first.shift();
    if (status !== undefined) return response.writeHead(status, { 'retry-after': '0' }).end('{}');
    if (request.url === '/authorization') return response.end(request.headers.authorization ?? '');
    const answer = fake.answer({
      method: methods.find((method) => method === request.method) ?? 'GET',
      url: `http://fake${request.url}`,
      headers: {},
      ...(body.length === 0 ? {} : { body }),
    });
    response.writeHead(answer.status).end(answer.body);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
