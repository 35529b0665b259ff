import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractDescription, EncodedRows, Table } from '@create-mlops/contracts';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { image } from './image.ts';

const plain = { nullable: false, sensitive: false, pii: false };
const contract = (maxBytes = 100_000): ContractDescription => ({
  target: 'label',
  problem: 'binary',
  classes: ['dark', 'light'],
  columns: [
    {
      ...plain,
      name: 'picture',
      kind: 'image',
      role: 'feature',
      image: {
        width: { minimum: 1, maximum: 64 },
        height: { minimum: 1, maximum: 64 },
        channels: [3],
        formats: ['png', 'jpeg', 'webp'],
        maxBytes,
      },
    },
    { ...plain, name: 'label', kind: 'category', role: 'target', categories: ['dark', 'light'] },
  ],
});
const folder = mkdtempSync(join(tmpdir(), 'task-image-'));
let number = 0;
function save(bytes: Uint8Array): string {
  const path = join(folder, `${number++}`);
  writeFileSync(path, bytes);
  return path;
}
type Colour = { readonly r: number; readonly g: number; readonly b: number };
const solid = (colour: Colour, side = 8) =>
  sharp({ create: { width: side, height: side, channels: 3, background: colour } });
const grey = (value: number): Colour => ({ r: value, g: value, b: value });
const tableOf = (pictures: readonly string[]): Table => ({
  rowCount: pictures.length,
  columns: { picture: pictures, label: pictures.map((_, row) => (row % 2 ? 'light' : 'dark')) },
});
const encoding = { size: { width: 8, height: 8 }, channels: 3 };
const fit = (table: Table, settings: Readonly<Record<string, unknown>> = encoding) =>
  image.fitEncoder(table, contract(), { featureNames: [], encoding: settings });
const rowOf = ({ write }: EncodedRows, row: number, width: number) => {
  const out = new Float32Array(width);
  write(row, out, 0);
  return [...out];
};
const mirrored = async () => {
  const pixels = Buffer.from(Array.from({ length: 8 * 8 * 3 }, (_, at) => (at * 7) % 256));
  return sharp(pixels, { raw: { width: 8, height: 8, channels: 3 } });
};

describe('image', () => {
  it('standardises each channel by the training pictures', async () => {
    const pictures = [
      save(await solid({ r: 0, g: 50, b: 100 }).png().toBuffer()),
      save(await solid({ r: 200, g: 50, b: 0 }).png().toBuffer()),
    ];
    const encoder = await fit(tableOf(pictures));
    expect(encoder.inputShape).toEqual([8, 8, 3]);
    const rows = await encoder.encode(tableOf(pictures));
    // Two values that lie as far apart as they can are −1 and 1; a channel that never varies is 0.
    expect(rowOf(rows, 0, encoder.width).slice(0, 3).map(Math.round)).toEqual([-1, 0, 1]);
    expect(rowOf(rows, 1, encoder.width).slice(-3).map(Math.round)).toEqual([1, 0, -1]);
  });

  it('reads what another process wrote down of it, and computes the same', async () => {
    const pictures = [
      save(await (await mirrored()).png().toBuffer()),
      save(await solid(grey(9)).png().toBuffer()),
    ];
    const encoder = await fit(tableOf(pictures));
    const again = image.loadEncoder(JSON.parse(JSON.stringify(encoder.toJson())));
    const [a, b] = [await encoder.encode(tableOf(pictures)), await again.encode(tableOf(pictures))];
    expect(rowOf(b, 0, again.width)).toEqual(rowOf(a, 0, encoder.width));
    expect(() => image.loadEncoder({ task: 'image' })).toThrowError(/encoder\.json/);
  });

  it('gives pictures held in their rows the same numbers, and remembers the size that they had', async () => {
    const large = await (await mirrored()).resize(40, 30).jpeg().toBuffer();
    const table = tableOf([save(large), save(await solid(grey(200)).png().toBuffer())]);
    const encoder = await fit(table);
    const held = (await encoder.inline?.(table)) ?? table;
    expect(held.columns.picture?.[0]).toMatch(/^data:image\/png;width=40;height=30;base64,/);
    const [a, b] = [await encoder.encode(table), await encoder.encode(held)];
    expect(rowOf(b, 0, encoder.width)).toEqual(rowOf(a, 0, encoder.width));
    expect(await encoder.measure?.(held)).toEqual(await encoder.measure?.(table));
  });

  it('turns pictures as their Exif data says', async () => {
    const picture = await mirrored();
    const upright = save(await picture.clone().rotate(90).png().toBuffer());
    const turned = save(await picture.clone().png().withMetadata({ orientation: 6 }).toBuffer());
    const table = tableOf([upright, turned]);
    const encoder = await fit(table);
    const rows = await encoder.encode(table);
    expect(rowOf(rows, 1, encoder.width)).toEqual(rowOf(rows, 0, encoder.width));
  });

  it('brings grey, transparent and CMYK pictures to the channels of the model', async () => {
    const red = { r: 255, g: 0, b: 0 };
    const table = tableOf([
      save(await solid(grey(255)).png().toBuffer()),
      save(await solid(grey(255)).toColourspace('b-w').png().toBuffer()),
      save(
        await sharp({
          create: { width: 8, height: 8, channels: 4, background: { ...red, alpha: 0 } },
        })
          .png()
          .toBuffer(),
      ),
      save(await solid(grey(255)).toColourspace('cmyk').jpeg().toBuffer()),
      save(await solid(grey(0)).png().toBuffer()),
    ]);
    for (const channels of [1, 3]) {
      const encoder = await fit(table, { ...encoding, channels });
      const rows = await encoder.encode(table);
      const white = rowOf(rows, 0, encoder.width);
      for (const row of [1, 2, 3]) {
        for (const [at, value] of rowOf(rows, row, encoder.width).entries()) {
          expect(value).toBeCloseTo(white[at] ?? 0, 1);
        }
      }
    }
  });

  it('changes the rows of an epoch by its seed alone', async () => {
    const table = tableOf([
      save(await (await mirrored()).png().toBuffer()),
      save(await solid(grey(3)).png().toBuffer()),
    ]);
    const encoder = await fit(table, { ...encoding, augment: { flip: true, shift: 2 } });
    const rows = await encoder.encode(table);
    const epoch = (seed: number) => {
      const changed = encoder.augment?.(rows, seed);
      return changed === undefined ? [] : rowOf(changed, 0, encoder.width);
    };
    expect(epoch(1)).toEqual(epoch(1));
    const seen = new Set(Array.from({ length: 20 }, (_, seed) => JSON.stringify(epoch(seed))));
    expect(seen.size).toBeGreaterThan(8);
    expect((await fit(table)).augment).toBeUndefined();
  });

  it('measures brightness, contrast, sharpness, entropy, size and channels', async () => {
    const stripes = Buffer.from(Array.from({ length: 64 }, (_, at) => (at % 2 ? 255 : 0)));
    const table = tableOf([
      save(await solid({ r: 255, g: 0, b: 0 }).resize(16, 12, { fit: 'fill' }).png().toBuffer()),
      save(
        await sharp(stripes, { raw: { width: 8, height: 8, channels: 1 } })
          .png()
          .toBuffer(),
      ),
    ]);
    const encoder = await fit(table);
    const values = (await encoder.measure?.(table)) ?? {};
    expect(values.brightness?.[0]).toBeCloseTo(0.299, 2);
    expect([values.width?.[0], values.height?.[0]]).toEqual([16, 12]);
    expect(values.red?.[0]).toBeCloseTo(1, 2);
    expect(values.contrast?.[0]).toBeCloseTo(0, 3);
    expect(values.contrast?.[1]).toBeCloseTo(0.5, 2);
    expect(values.entropy?.[0]).toBeCloseTo(0, 6);
    expect(values.entropy?.[1]).toBeCloseTo(1, 6);
    expect(values.sharpness?.[1]).toBeGreaterThan(1);
    expect(Object.keys(values)).toEqual(encoder.measured?.map(({ name }) => name));
  });

  it('refuses by the header what is too large, and names the row of what cannot be read', async () => {
    const good = save(await solid(grey(5)).png().toBuffer());
    const encoder = await fit(tableOf([good, save(await solid(grey(250)).png().toBuffer())]));
    const bomb = Buffer.from(await solid(grey(5)).png().toBuffer());
    bomb.writeUInt32BE(50_000, 16);
    bomb.writeUInt32BE(50_000, 20);
    const hold = (bytes: Uint8Array) => `data:;base64,${Buffer.from(bytes).toString('base64')}`;
    const cases: readonly (readonly [string, string, RegExp])[] = [
      [hold(bomb), 'ROW_TOO_LARGE', /50000 × 50000 pixels/],
      [hold(Buffer.alloc(200_000)), 'ROW_TOO_LARGE', /at most 98 kB/],
      [hold(Buffer.from('GIF89a, and so on')), 'ROW_INVALID', /Row 2: This is a GIF file/],
      ['data:text/plain,hello', 'ROW_INVALID', /must hold base64/],
      [join(folder, 'nowhere.png'), 'ROW_INVALID', /nowhere\.png\): The file is not there/],
    ];
    for (const [picture, code, message] of cases) {
      await expect(encoder.encode(tableOf([good, picture]))).rejects.toMatchObject({
        code,
        message: expect.stringMatching(message),
      });
    }
  });

  it('refuses settings and contracts that it cannot work with', async () => {
    const table = tableOf([save(await solid(grey(5)).png().toBuffer())]);
    await expect(fit(table, { ...encoding, channels: 2 })).rejects.toThrow(/channels/);
    await expect(fit(table, { ...encoding, sice: 3 })).rejects.toThrow(/sice/);
    await expect(
      image.fitEncoder(table, contract(), { featureNames: ['ratio'], encoding }),
    ).rejects.toThrow(/ratio/);
    const two = contract();
    const extra = { ...plain, name: 'age', kind: 'integer', role: 'feature' } as const;
    await expect(
      image.fitEncoder(table, { ...two, columns: [...two.columns, extra] }, { featureNames: [] }),
    ).rejects.toMatchObject({ code: 'CONTRACT_INVALID' });
  });
});

describe('image.inspect', () => {
  it('says what each picture is, what is broken, blank, equal and nearly equal', async () => {
    const noise = Buffer.from(
      Array.from({ length: 32 * 32 }, (_, at) => (Math.imul(at + 1, 2_654_435_761) >>> 24) & 255),
    );
    const drawn = sharp(noise, { raw: { width: 32, height: 32, channels: 1 } }).blur(2);
    const png = await drawn.clone().png().toBuffer();
    const again = await drawn.clone().jpeg({ quality: 90 }).toBuffer();
    const lighter = await drawn.clone().linear(1, 6).png().toBuffer();
    const other = await drawn.clone().rotate(90).png().toBuffer();
    const pictures = [
      save(png),
      save(png),
      save(again),
      save(lighter),
      save(other),
      save(png.subarray(0, png.length / 2)),
      save(await solid(grey(7)).png().toBuffer()),
    ];
    const { images } = await image.inspect(tableOf(pictures), contract());
    expect(images.map(({ format }) => format)).toEqual([
      'png',
      'png',
      'jpeg',
      'png',
      'png',
      null,
      'png',
    ]);
    expect(images[1]?.content).toBe(images[0]?.content);
    expect(images[2]?.lookalike).not.toBeNull();
    expect(images[3]?.lookalike).not.toBeNull();
    expect([images[0]?.lookalike, images[4]?.lookalike]).toEqual([null, null]);
    expect(images[5]?.problem).toMatch(/cannot be decoded/);
    expect(images[6]?.spread).toBe(0);
  });
});
