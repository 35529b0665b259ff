import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
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

/** Where a digit is moved to, so that 10,000 of them become 60,000 different pictures. */
const moves = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [-1, -1],
] as const;

/**
 * MNIST's four files in their full size: the digits of its test part, moved by a pixel, to learn from, and as they are to be
 * tested on.
 */
export function mnistFiles(shared: string): Readonly<Record<string, Buffer>> {
  const images = readFileSync(join(shared, 't10k-images-idx3-ubyte.gz'));
  const labels = readFileSync(join(shared, 't10k-labels-idx1-ubyte.gz'));
  const [pixels, classes] = [gunzipSync(images).subarray(16), gunzipSync(labels).subarray(8)];
  const rows = classes.length * moves.length;
  const head = Buffer.from(gunzipSync(images).subarray(0, 16));
  const labelHead = Buffer.from(gunzipSync(labels).subarray(0, 8));
  head.writeUInt32BE(rows, 4);
  labelHead.writeUInt32BE(rows, 4);
  const moved = moves.map(([right, down]) => {
    const out = Buffer.alloc(pixels.length);
    for (let at = 0; at < pixels.length; at++) {
      const inside = at % 784;
      const [x, y] = [(inside % 28) + right, Math.floor(inside / 28) + down];
      if (x >= 0 && x < 28 && y >= 0 && y < 28) out[at - inside + y * 28 + x] = pixels[at] ?? 0;
    }
    return out;
  });
  return {
    'train-images-idx3-ubyte.gz': gzipSync(Buffer.concat([head, ...moved]), { level: 1 }),
    'train-labels-idx1-ubyte.gz': gzipSync(Buffer.concat([labelHead, ...moves.map(() => classes)])),
    't10k-images-idx3-ubyte.gz': images,
    't10k-labels-idx1-ubyte.gz': labels,
  };
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
