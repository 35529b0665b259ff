import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { verifyLock } from '@create-mlops/dataset';
import * as tar from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import type { Source } from './source.ts';
import { takeIn } from './take-in.ts';

const shared = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data');
const cache = mkdtempSync(join(tmpdir(), 'catalogue-'));
const published = new Map<string, Buffer>();
let server: Server;
let address = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    const bytes = published.get(request.url ?? '');
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

type Part = Source['downloads'][number]['part'];
function publish(name: string, bytes: Buffer, part: Part): Source['downloads'][number] {
  published.set(`/${name}`, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { url: `${address}/${name}`, sha256, bytes: bytes.length, part };
}

const sourceOf = (
  form: Source['form'],
  downloads: Source['downloads'],
  entry?: string,
): Source => ({
  schemaVersion: 1,
  name: `some-${form.toLowerCase()}`,
  title: 'Some',
  licence: 'CC0',
  citation: 'nobody',
  homepage: 'https://example.org/',
  publishedAt: '2020-01-01T00:00:00Z',
  form,
  downloads,
  ...(entry === undefined ? {} : { entry }),
});

async function take(source: Source, target = 'label') {
  const directory = mkdtempSync(join(tmpdir(), 'taken-'));
  const said: string[] = [];
  const lock = await takeIn(source, { directory, target, cache, say: (text) => said.push(text) });
  await verifyLock(directory, lock);
  expect(readdirSync(directory)).toEqual(['raw']);
  return {
    directory,
    lock,
    said,
    read: (name: string) => readFileSync(join(directory, 'raw', name), 'utf8'),
  };
}

function idxOf(rows: number, values: (at: number) => number, side?: number): Buffer {
  const shape = side === undefined ? [rows] : [rows, side, side];
  const head = Buffer.alloc(4 + 4 * shape.length);
  head.writeUInt32BE(0x0800 + shape.length, 0);
  for (const [at, length] of shape.entries()) head.writeUInt32BE(length, 4 + 4 * at);
  const size = shape.reduce((product, length) => product * length, 1);
  return gzipSync(
    Buffer.concat([head, Buffer.from(Uint8Array.from({ length: size }, (_, at) => values(at)))]),
  );
}

describe('takeIn', () => {
  it('takes in a table: the same lock for everybody, and from the cache the second time', async () => {
    const csv = `a,label\n${Array.from({ length: 60 }, (_, row) => `${(row * 7) % 13},${row % 2 ? 'x' : 'y'}\n`).join('')}`;
    const source = sourceOf('table', [publish('some.csv', Buffer.from(csv), 'data')]);
    const first = await take(source);
    expect(first.lock).toMatchObject({
      capturedAt: '2020-01-01T00:00:00Z',
      classes: { x: 30, y: 30 },
      files: [{ path: 'raw/some-table.csv', part: 'data', rows: 60 }],
    });
    expect(first.said).toEqual(['some.csv fetched and verified.']);
    const second = await take(source);
    expect(second.said).toEqual(['some.csv is in the cache and whole.']);
    expect(second.lock).toEqual(first.lock);
  });

  it('takes in IDX files with their official test split', async () => {
    const labels = (rows: number) => idxOf(rows, (at) => at % 2);
    const { lock, read } = await take(
      sourceOf('idx', [
        publish(
          'train-images-idx3-ubyte.gz',
          idxOf(40, (at) => (at * 31) % 251, 6),
          'data',
        ),
        publish('train-labels-idx1-ubyte.gz', labels(40), 'data'),
        publish(
          't10k-images-idx3-ubyte.gz',
          idxOf(12, (at) => (at * 17) % 253, 6),
          'test',
        ),
        publish('t10k-labels-idx1-ubyte.gz', labels(12), 'test'),
      ]),
    );
    expect(lock.files.map(({ path, part, rows }) => [path, part, rows])).toEqual([
      ['raw/images.csv', 'data', 40],
      ['raw/test.csv', 'test', 12],
      ['raw/train-images-idx3-ubyte.gz', 'content', 0],
      ['raw/train-labels-idx1-ubyte.gz', 'content', 0],
      ['raw/t10k-images-idx3-ubyte.gz', 'content', 0],
      ['raw/t10k-labels-idx1-ubyte.gz', 'content', 0],
    ]);
    expect(read('images.csv').split('\n')[1]).toMatch(
      /^train-images-idx3-ubyte\.gz#0,0,[0-9a-f]{16}$/,
    );
  });

  it('takes in the batches of CIFAR-10', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cifar-'));
    const inner = join(folder, 'cifar-10-batches-bin');
    mkdirSync(inner);
    const batch = (rows: number, seed: number) =>
      Buffer.concat(
        Array.from({ length: rows }, (_, row) =>
          Buffer.from([
            row % 10,
            ...Array.from({ length: 3072 }, (_, at) => (at * seed + row * 5) % 256),
          ]),
        ),
      );
    writeFileSync(join(inner, 'data_batch_1.bin'), batch(40, 3));
    writeFileSync(join(inner, 'data_batch_2.bin'), batch(40, 7));
    writeFileSync(join(inner, 'test_batch.bin'), batch(20, 11));
    writeFileSync(join(inner, 'readme.html'), 'not wanted');
    const archive = join(folder, 'cifar.tar.gz');
    await tar.create({ file: archive, gzip: true, cwd: folder }, ['cifar-10-batches-bin']);
    const { lock, directory } = await take(
      sourceOf('cifar10', [publish('cifar-10-binary.tar.gz', readFileSync(archive), 'all')]),
    );
    expect(lock.files.filter(({ part }) => part !== 'content').map(({ rows }) => rows)).toEqual([
      80, 20,
    ]);
    expect(Object.keys(lock.classes)).toHaveLength(10);
    expect(existsSync(join(directory, 'raw', 'readme.html'))).toBe(false);
  });

  it('takes in reviews of an archive, whatever their order in it, and leaves out those without a label', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'imdb-'));
    for (const [part, label] of [
      ['train', 'pos'],
      ['train', 'neg'],
      ['test', 'pos'],
      ['test', 'neg'],
      ['train', 'unsup'],
    ]) {
      const inner = join(folder, 'aclImdb', part ?? '', label ?? '');
      mkdirSync(inner, { recursive: true });
      for (let index = 0; index < 15; index++) {
        writeFileSync(
          join(inner, `${index}_7.txt`),
          `A ${label} film, number ${index}, with "quotes", commas\r\nand lines.`,
        );
      }
    }
    const make = async (names: string[]) => {
      const path = join(folder, 'x.tar.gz');
      await tar.create({ file: path, gzip: true, cwd: folder }, names);
      return readFileSync(path);
    };
    const one = await take(
      sourceOf('aclImdb', [
        publish('one.tar.gz', await make(['aclImdb/train', 'aclImdb/test']), 'all'),
      ]),
    );
    const two = await take(
      sourceOf('aclImdb', [
        publish('two.tar.gz', await make(['aclImdb/test', 'aclImdb/train']), 'all'),
      ]),
    );
    expect(one.lock.files.map(({ part, rows }) => [part, rows])).toEqual([
      ['data', 30],
      ['test', 30],
    ]);
    expect(one.read('some-aclimdb.csv')).not.toContain('unsup');
    expect(two.lock).toEqual(one.lock);
  });

  it.skipIf(!existsSync(shared))(
    'takes in the SMS collection out of its zip archive (needs shared/data)',
    async () => {
      const zip = new ZipFile();
      zip.addBuffer(readFileSync(join(shared, 'SMSSpamCollection.tsv')), 'SMSSpamCollection');
      zip.addBuffer(Buffer.from('about'), 'readme');
      zip.end();
      const archive = publish('sms+spam+collection.zip', await buffer(zip.outputStream), 'all');
      const { lock, read } = await take(sourceOf('zippedTable', [archive], 'SMSSpamCollection'));
      expect(lock).toMatchObject({ classes: { ham: 4827, spam: 747 }, columns: ['text', 'label'] });
      expect(read('some-zippedtable.csv').split('\n')[0]).toBe('text,label');
    },
  );

  it.skipIf(!existsSync(shared))(
    'gives the iris and titanic projects the locks that their contracts were made for (needs shared/data)',
    async () => {
      for (const [name, target, rows] of [
        ['iris', 'species', 150],
        ['titanic', 'survived', 891],
      ] as const) {
        const bytes = readFileSync(join(shared, `${name}.csv`));
        const { lock } = await take(
          sourceOf('table', [publish(`${name}.csv`, bytes, 'data')]),
          target,
        );
        expect(lock.files[0]).toMatchObject({
          rows,
          sha256: createHash('sha256').update(bytes).digest('hex'),
        });
      }
    },
  );

  it('says what is wrong, and leaves nothing half taken in', async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('about'), 'readme');
    zip.end();
    const source = sourceOf(
      'zippedTable',
      [publish('other.zip', await buffer(zip.outputStream), 'all')],
      'Messages',
    );
    const directory = mkdtempSync(join(tmpdir(), 'taken-'));
    await expect(takeIn(source, { directory, target: 'label', cache })).rejects.toMatchObject({
      code: 'DATA_UNUSABLE',
      message: 'The archive of some-zippedtable holds no Messages.',
    });
    expect(readdirSync(join(directory, 'raw'))).toEqual([]);
    expect(readdirSync(directory)).toEqual(['raw']);
    const gone = sourceOf('table', [{ url: `${address}/gone.csv`, part: 'data' }]);
    await expect(
      takeIn(gone, { directory, target: 'label', cache, retryMs: 1 }),
    ).rejects.toMatchObject({
      code: 'NETWORK',
      hint: expect.stringContaining('npm run data'),
    });
    expect(basename(directory)).toMatch(/^taken-/);
  });
});
