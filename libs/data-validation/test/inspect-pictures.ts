import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageInspection } from '@create-mlops/contracts';
import { defineDataset } from '@create-mlops/dataset';
import { z } from 'zod';
import type { ValidationSettings } from '../src/settings.ts';
import { validate } from '../src/validate.ts';

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
/** Pictures of the data file. */
export const pictureRows = 12;

/** Twelve sound pictures, changed where a test wants it, and the findings of the checks of pictures. */
export async function inspectPictures(
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
    { name: 'images.csv', part: 'data', csv: index(0, pictureRows), rows: pictureRows },
    ...(testRows > 0
      ? [{ name: 'test.csv', part: 'test', csv: index(pictureRows, testRows), rows: testRows }]
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

/** The picture at a row (0-based), otherwise than the sound ones. */
export const edit =
  (at: number, changes: Partial<ImageInspection>) => (images: ImageInspection[]) => {
    const image = images[at];
    if (image !== undefined) images[at] = { ...image, ...changes };
  };
