import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageInspection } from '@create-mlops/contracts';
import { defineDataset } from '@create-mlops/dataset';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ValidationSettings } from '../settings.ts';
import { validate } from '../validate.ts';

const limits = {
  width: { minimum: 8, maximum: 8 },
  height: { minimum: 8, maximum: 16 },
  channels: [3],
  formats: ['png'],
  maxBytes: 1_000,
};
const row = (classes: readonly [string, ...string[]]) =>
  z.object({
    image: z.string().meta({ image: limits }),
    label: z.enum(classes).meta({ role: 'target' }),
    content: z.string().meta({ role: 'group' }),
  });
const rows = 12;

/** Twelve sound pictures, changed where a test wants it, and the findings of the checks of pictures. */
async function findingsOf(
  change: (images: ImageInspection[]) => void,
  options: {
    readonly classes?: readonly [string, ...string[]];
    readonly settings?: ValidationSettings;
    readonly testRows?: number;
  } = {},
) {
  const { classes = ['cat', 'dog'], settings = {}, testRows = 0 } = options;
  const directory = mkdtempSync(join(tmpdir(), 'image-checks-'));
  mkdirSync(join(directory, 'raw'));
  const index = (from: number, count: number) =>
    `image,label,content\n${Array.from({ length: count }, (_, at) => `${from + at}.png,${classes[at % 2]},c${from + at}\n`).join('')}`;
  const files = [
    { name: 'images.csv', part: 'data', csv: index(0, rows), rows },
    ...(testRows > 0
      ? [{ name: 'test.csv', part: 'test', csv: index(rows, testRows), rows: testRows }]
      : []),
  ];
  for (const { name, csv } of files) writeFileSync(join(directory, 'raw', name), csv);
  writeFileSync(
    join(directory, 'dataset.lock.json'),
    JSON.stringify({
      schemaVersion: 1,
      capturedAt: '2026-01-01T00:00:00Z',
      files: files.map(({ name, part, csv, rows: count }) => ({
        path: `raw/${name}`,
        part,
        format: 'csv',
        sha256: createHash('sha256').update(csv).digest('hex'),
        bytes: Buffer.byteLength(csv),
        rows: count,
      })),
      columns: ['image', 'label', 'content'],
      classes: {},
    }),
  );
  const report = await validate({
    model: 'pets',
    dataset: defineDataset({
      directory,
      row: row(classes),
      split: { strategy: testRows > 0 ? 'official' : 'hash', by: ['content'] },
    }),
    settings,
    inspect: async (table) => {
      const images = Array.from(
        { length: table.rowCount },
        (_, at): ImageInspection => ({
          name: `${at}.png`,
          problem: null,
          format: 'png',
          width: 8,
          height: 8,
          channels: 3,
          bytes: 500,
          spread: 40,
          content: `content ${at}`,
          lookalike: null,
        }),
      );
      change(images);
      return { images };
    },
  });
  const found = (name: string) => report.findings.find(({ check }) => check === name);
  return { report, found };
}

const edit = (at: number, changes: Partial<ImageInspection>) => (images: ImageInspection[]) => {
  const image = images[at];
  if (image !== undefined) images[at] = { ...image, ...changes };
};

describe('the checks of pictures', () => {
  it('pass when every picture is as the contract says', async () => {
    const { report } = await findingsOf(() => {});
    const own = report.findings.filter(({ check }) => check.startsWith('image'));
    expect(own).toHaveLength(9);
    expect(own.filter(({ status }) => status !== 'pass')).toEqual([]);
  });

  it.each<[string, Partial<ImageInspection>, string, RegExp]>([
    [
      'imageDecodes',
      { problem: 'cut off', format: null },
      'fail',
      /1 of 12 pictures cannot be read \(first: 4\.png: cut off\)/,
    ],
    ['imageSize', { width: 9 }, 'fail', /of another size \(first: 4\.png: 9 × 8\)/],
    ['imageChannels', { channels: 4 }, 'warn', /another number of channels \(first: 4\.png: 4\)/],
    ['imageFormats', { format: 'jpeg' }, 'fail', /another format \(first: 4\.png: jpeg\)/],
    ['imageBytes', { bytes: 1_001 }, 'fail', /larger \(first: 4\.png: 1,001 bytes\)/],
    ['imageBlank', { spread: 0.5 }, 'warn', /blank \(first: 4\.png: spread 0\.5\)/],
    ['imageDuplicates', { content: 'content 1' }, 'warn', /the same bytes as an earlier one/],
    ['imageDuplicates', { lookalike: 2 }, 'warn', /first: 4\.png: like 2\.png/],
    ['imageLabels', { content: 'content 1' }, 'warn', /2 of 12 pictures with more than one label/],
  ])('%s finds it', async (check, change, status, received) => {
    const { found } = await findingsOf(edit(4, change));
    expect(found(check)).toMatchObject({
      status,
      column: 'image',
      received: expect.stringMatching(received),
    });
    expect(found(check)?.rows).toContain(5);
  });

  it('allow a share of duplicates where the settings say so', async () => {
    const { found } = await findingsOf(edit(4, { lookalike: 2 }), {
      settings: { imageDuplicates: { max: 0.1 } },
    });
    expect(found('imageDuplicates')?.status).toBe('pass');
  });

  it('find a picture of the official test split among those trained on', async () => {
    const { found } = await findingsOf(edit(rows, { content: 'content 3' }), { testRows: 4 });
    expect(found('imageLeakage')).toMatchObject({
      status: 'fail',
      received: '1 of 4 test pictures among those trained on (first: 12.png)',
      rows: [1],
    });
  });

  it('find classes that a person takes for one', async () => {
    const { found } = await findingsOf(() => {}, { classes: ['cat', 'Cat '] });
    expect(found('classNames')).toMatchObject({
      status: 'warn',
      received: "'cat' and 'Cat ' look like one class",
    });
    expect((await findingsOf(() => {})).found('classNames')?.status).toBe('pass');
  });
});
