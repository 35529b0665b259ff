// npm run catalogue [full] [name …]: projects of public data sets, made, fetched from a server on this machine and run end to
// end. It serves copies of shared/data; with `full` also archives of MNIST's, CIFAR-10's and IMDB's form and size.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { cifarArchive, imdbArchive, mnistFiles } from './catalogue-archives.ts';
import { scaffoldProject } from './scaffolded-project.ts';
import { type Item, tryItems } from './try-items.ts';

const shared = join(import.meta.dirname, '..', '..', 'shared', 'data');
const isFull = process.argv.includes('full');
const cache = mkdtempSync(join(tmpdir(), 'catalogue-cache-'));
const served = new Map<string, Buffer>();
const server = createServer((request, response) => {
  const bytes = served.get(request.url ?? '');
  response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

type Published = {
  readonly name: string;
  readonly bytes: () => Promise<Buffer>;
  readonly part: string;
};
const copy = (name: string) => async () => readFileSync(join(shared, name));

async function smsArchive(): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(readFileSync(join(shared, 'SMSSpamCollection.tsv')), 'SMSSpamCollection');
  zip.end();
  return buffer(zip.outputStream);
}

const sets: Readonly<
  Record<string, { readonly files: readonly Published[]; readonly isFull?: true }>
> = {
  iris: { files: [{ name: 'iris.csv', bytes: copy('iris.csv'), part: 'data' }] },
  'sms-spam': { files: [{ name: 'sms.zip', bytes: smsArchive, part: 'all' }] },
  mnist: {
    isFull: true,
    files: [
      'train-images-idx3-ubyte.gz',
      'train-labels-idx1-ubyte.gz',
      't10k-images-idx3-ubyte.gz',
      't10k-labels-idx1-ubyte.gz',
    ].map((name) => ({
      name,
      bytes: async () => mnistFiles(shared)[name] ?? Buffer.alloc(0),
      part: name.startsWith('train') ? 'data' : 'test',
    })),
  },
  cifar10: {
    isFull: true,
    files: [{ name: 'cifar-10-binary.tar.gz', bytes: cifarArchive, part: 'all' }],
  },
  imdb: { isFull: true, files: [{ name: 'aclImdb_v1.tar.gz', bytes: imdbArchive, part: 'all' }] },
};

async function trySet(name: string, files: readonly Published[]): Promise<string | null> {
  const project = await scaffoldProject(['--dataset', name]);
  try {
    const path = join(project.folder, 'models', name, 'data', 'source.json');
    const source = JSON.parse(readFileSync(path, 'utf8'));
    source.downloads = [];
    for (const file of files) {
      const bytes = await file.bytes();
      served.set(`/${file.name}`, bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      source.downloads.push({ url: `${address}/${file.name}`, sha256, part: file.part });
    }
    writeFileSync(path, `${JSON.stringify(source, null, 2)}\n`);
    process.env.MLOPS_CACHE = cache;
    const early = await project.run('npm', ['run', '-s', 'pipeline']);
    if (early.code === 0 || !early.output.includes('npm run data')) {
      return `the pipeline without data ended with ${early.code}:\n${early.output}`;
    }
    for (const step of [
      'data',
      'pipeline',
      ...(sets[name]?.isFull ? [] : ['test', 'typecheck']),
      'data',
    ]) {
      const run = await project.run('npm', ['run', '-s', step]);
      const seconds = `${run.seconds.toFixed(1)} s`;
      process.stdout.write(`   ${name}: npm run ${step.padEnd(9)} ${seconds}\n`);
      if (run.code !== 0) return `npm run ${step} exited with ${run.code}:\n${run.output}`;
    }
    const again = await project.run('npm', ['run', '-s', 'data']);
    if (!again.output.includes('there and whole')) return again.output;
    const manifest = JSON.parse(
      readFileSync(
        join(project.folder, 'artifacts', name, 'train', 'bundle', 'manifest.json'),
        'utf8',
      ),
    );
    process.stdout.write(
      `   ${name}: ${manifest.splitRows.train} rows trained in ${manifest.trainingSeconds.toFixed(1)} s, ${manifest.history.length} epochs, ${manifest.peakMemoryMb} MiB; ${JSON.stringify(manifest.metrics)}\n`,
    );
    return null;
  } finally {
    project.remove();
  }
}

if (!existsSync(shared)) {
  process.stdout.write('There is no folder shared/data beside the repository: nothing to serve.\n');
  server.close();
} else {
  const wanted = process.argv.slice(2).filter((word) => word !== 'full');
  const items: Item[] = Object.entries(sets)
    .filter(([name, set]) => (wanted.length > 0 ? wanted.includes(name) : isFull || !set.isFull))
    .map(([name, { files }]) => ({
      name: `--dataset ${name}`,
      attempt: () => trySet(name, files),
    }));
  process.exitCode = await tryItems(items, 'public data sets work from their download on.');
  server.close();
  rmSync(cache, { recursive: true, force: true });
}
