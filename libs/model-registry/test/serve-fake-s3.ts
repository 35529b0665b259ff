// A fake S3 in a process of its own, on a free port that it prints: the registry waits for answers with its whole process. Objects
// are files of the folder on the command line. It checks every signature, and after that many PUTs as the second word says it
// answers no PUT any more, although it keeps what it got. It ends when its standard input does.
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { dirname, join } from 'node:path';
import { signRequest } from '@create-mlops/dataset/remote';
import { fakeS3Keys } from './s3-fixture.ts';

const [folder = '', answered = ''] = process.argv.slice(2);
let puts = 0;
const methods = ['GET', 'HEAD', 'PUT', 'DELETE'] as const;

/** Why a request is refused, as code and message, or `null`. */
function refusal(request: IncomingMessage, body: Buffer): readonly [string, string] | null {
  const {
    authorization = '',
    'x-amz-date': date = '',
    'x-amz-content-sha256': said,
  } = request.headers;
  if (said !== createHash('sha256').update(body).digest('hex')) {
    return ['XAmzContentSHA256Mismatch', 'The body is not what was signed.'];
  }
  const moment = new Date(
    String(date).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  if (!(Math.abs(moment.getTime() - Date.now()) < 15 * 60_000)) {
    return ['RequestTimeTooSkewed', 'The difference between the clocks is too large.'];
  }
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION } = fakeS3Keys;
  const expected = signRequest(
    new URL(`http://${request.headers.host}${request.url}`),
    {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      sessionToken: AWS_SESSION_TOKEN,
    },
    {
      region: AWS_REGION,
      now: moment,
      method: methods.find((method) => method === request.method) ?? 'GET',
      bodySha256: String(said),
    },
  );
  if (authorization === expected.authorization) return null;
  return ['SignatureDoesNotMatch', 'The signature that was worked out is another.'];
}

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const refuse = (status: number, code: string, message: string) =>
      response
        .writeHead(status)
        .end(
          `<Error><Code>${code}</Code><Message>${message}</Message><StringToSign>hush</StringToSign></Error>`,
        );
    const body = Buffer.concat(parts);
    const refused = refusal(request, body);
    if (refused !== null) return refuse(403, ...refused);
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://fake').pathname).slice(1);
    const [bucket = ''] = path.split('/');
    const place = join(folder, path);
    if (!existsSync(join(folder, bucket))) return refuse(404, 'NoSuchBucket', 'There is none.');
    appendFileSync(join(folder, 'requests.log'), `${request.method} ${path}\n`);
    if (request.method === 'PUT') {
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, body);
      puts++;
      if (answered === '' || puts <= Number(answered)) response.end();
      return;
    }
    if (request.method === 'DELETE') {
      rmSync(place, { force: true });
      return response.writeHead(204).end();
    }
    if (!existsSync(place)) return refuse(404, 'NoSuchKey', 'The key does not exist.');
    response.end(request.method === 'HEAD' ? undefined : readFileSync(place));
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
