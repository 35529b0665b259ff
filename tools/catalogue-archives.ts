import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tar from 'tar';

/** A stream of numbers in [0, 1) that is the same every time: the minimal standard generator. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

async function packed(folder: string, name: string): Promise<Buffer> {
  const file = join(folder, 'packed.tar.gz');
  await tar.create({ file, gzip: { level: 1 }, cwd: folder }, [name]);
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true, force: true });
  return bytes;
}

/** An archive of CIFAR-10's form and size: five batches of 10,000 and a test batch, each class a tint and a stripe. */
export async function cifarArchive(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'cifar-'));
  const inner = join(folder, 'cifar-10-batches-bin');
  mkdirSync(inner);
  const random = seeded(3);
  const batch = (rows: number) => {
    const bytes = Buffer.alloc(rows * 3073);
    for (let row = 0; row < rows; row++) {
      const label = Math.floor(random() * 10);
      const at = row * 3073;
      bytes[at] = label;
      for (let pixel = 0; pixel < 3072; pixel++) {
        const channel = Math.floor(pixel / 1024);
        const column = pixel % 32;
        const isStripe = Math.abs(column - 3 * label) < 2;
        const tint = 90 + 12 * ((label + 3 * channel) % 10);
        bytes[at + 1 + pixel] = Math.min(255, tint + (isStripe ? 60 : 0) + random() * 60);
      }
    }
    return bytes;
  };
  for (let index = 1; index <= 5; index++) {
    writeFileSync(join(inner, `data_batch_${index}.bin`), batch(10_000));
  }
  writeFileSync(join(inner, 'test_batch.bin'), batch(10_000));
  return packed(folder, 'cifar-10-batches-bin');
}

const praise = ['wonderful', 'gripping', 'moving', 'brilliant', 'charming', 'superb', 'funny'];
const blame = ['dull', 'clumsy', 'boring', 'awful', 'predictable', 'messy', 'tedious'];
const filler =
  'the film and its story about a man who goes to the city with music scenes actors that camera time we see when they there'.split(
    ' ',
  );

/** An archive of IMDB's form and size: 25,000 reviews to learn from and 25,000 to test on, about 230 words each. */
export async function imdbArchive(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'imdb-'));
  const random = seeded(5);
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  for (const part of ['train', 'test']) {
    for (const label of ['neg', 'pos']) {
      const inner = join(folder, 'aclImdb', part, label);
      mkdirSync(inner, { recursive: true });
      for (let index = 0; index < 12_500; index++) {
        const words = Array.from({ length: 150 + Math.floor(random() * 160) }, () => {
          if (random() > 0.04)
            return random() < 0.5 ? pick(filler) : `w${Math.floor(random() ** 3 * 30_000)}`;
          const isPraise = (label === 'pos') === random() < 0.62;
          return pick(isPraise ? praise : blame);
        });
        writeFileSync(join(inner, `${index}_5.txt`), `${words.join(' ')}.`);
      }
    }
  }
  return packed(folder, 'aclImdb');
}
