import { join } from 'node:path';
import { type Predictor, rowOf, selectRows, type Table } from '@create-mlops/contracts';
import { createService } from '@create-mlops/serving';
import { locateStage } from '@create-mlops/stage';
import { loadPredictor, readBundle, readSamples } from '@create-mlops/training';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataset } from '../data/dataset.ts';
import { changePictures, task } from '../data/task.ts';
import { served } from '../serve/index.ts';

const { model, artifacts } = locateStage(import.meta.dirname);
const directory = join(artifacts, 'train', 'bundle');
const column = dataset.description.columns.find(({ kind }) => kind === 'image')?.name ?? '';

describe('the model, asked about pictures that are nearly the same', () => {
  let predictor: Predictor;
  let test: Table;
  beforeAll(async () => {
    predictor = await loadPredictor({ directory, task, features: dataset.features });
    const splits = await dataset.splits();
    const rows = Math.min(200, splits.test.rowCount);
    test = selectRows(
      splits.test,
      Array.from({ length: rows }, (_, row) => row),
    );
  });
  afterAll(() => predictor.dispose());

  const classesOf = async (table: Table): Promise<number[]> => {
    const predictions = await predictor.predict(table);
    if (predictions.kind !== 'classification') return [];
    const { classes, scores } = predictions;
    return Array.from({ length: table.rowCount }, (_, row) => {
      const own = scores.subarray(row * classes.length, (row + 1) * classes.length);
      return own.indexOf(Math.max(...own));
    });
  };
  const agreement = async (changed: Table): Promise<number> => {
    const before = await classesOf(test);
    const after = await classesOf(changed);
    return before.filter((name, row) => name === after[row]).length / before.length;
  };

  it('answers the same for pictures that are held in the rows', async () => {
    expect(await agreement(await changePictures(test, column, {}))).toBe(1);
  });

  it.each([
    ['one pixel to the right', { right: 1 }],
    ['one pixel down', { down: 1 }],
    ['a little lighter', { lighter: 0.1 }],
  ])('answers nearly always the same when they are %s', async (_, change) => {
    expect(await agreement(await changePictures(test, column, change))).toBeGreaterThan(0.9);
  });

  it('measures what it is asked about', async () => {
    const lighter = await changePictures(test, column, { lighter: 0.5 });
    const [before, after] = await Promise.all([
      predictor.measure?.(test),
      predictor.measure?.(lighter),
    ]);
    const mean = (values: readonly (number | null)[] = []) =>
      values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length;
    expect(mean(after?.values.brightness)).toBeGreaterThan(mean(before?.values.brightness) + 0.1);
  });
});

describe('the service, sent pictures', async () => {
  const samples = readSamples(await readBundle(directory));
  const app = createService({
    models: [
      {
        name: model,
        row: served.row,
        features: served.features,
        currentVersion: () => 1,
        load: async () => ({
          predictor: await loadPredictor({ directory, task, features: served.features }),
          samples,
        }),
      },
    ],
  });
  beforeAll(async () => {
    await app.ready();
    await app.settled();
  });
  afterAll(() => app.close());

  const url = `/models/${model}/predict`;
  const ask = (picture: unknown) =>
    app.inject({ method: 'POST', url, payload: { [column]: picture } });
  const example = String(rowOf(sampleTable(), 0)[column]);
  const bytes = Buffer.from(example.slice(example.indexOf(',') + 1), 'base64');

  function sampleTable(): Table {
    const values = samples.rows.map((row) => row[column] ?? null);
    return { rowCount: values.length, columns: { [column]: values } };
  }

  it('answers a data URL, base64, a file of a form and a body of bytes alike', async () => {
    const boundary = 'the-boundary';
    const form = Buffer.concat([
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${column}"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n`,
      ),
      bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const answers = [
      await ask(example),
      await ask(bytes.toString('base64')),
      await app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
        payload: form,
      }),
      await app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'image/png' },
        payload: bytes,
      }),
    ];
    const told = answers.map((answer) => answer.json<{ probabilities: unknown }>().probabilities);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    for (const one of told) expect(one).toEqual(told[0]);
  });

  it('asks for the picture alone', async () => {
    const page = (await app.inject('/')).body;
    const fields = [...page.matchAll(/<(?:input|select|textarea)[^>]* name="([^"]+)"/g)];
    expect(fields.map(([, name]) => name)).toEqual([column]);
  });

  it.each([
    ['a path on the disk', '/etc/passwd'],
    ['a path that climbs', '../../data/raw/images.csv'],
    ['an address', 'https://example.com/a.png'],
    ['text', Buffer.from('no picture at all').toString('base64')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')],
    ['nothing', ''],
    ['a number', 7],
    ['half a picture', bytes.subarray(0, bytes.length / 2).toString('base64')],
  ])('refuses %s with 400', async (_, picture) => {
    const answer = await ask(picture);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ issues: unknown[] }>().issues).not.toEqual([]);
  });

  it('refuses a small file that promises billions of pixels with 413, before it decodes one', async () => {
    const bomb = Buffer.from(bytes);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    const answer = await ask(bomb.toString('base64'));
    expect(answer.statusCode).toBe(413);
    expect(answer.body).toContain('60000 × 60000');
  });

  it('refuses more bytes than the contract allows with 413', async () => {
    const limit = dataset.description.columns.find(({ name }) => name === column)?.image?.maxBytes;
    const answer = await ask(Buffer.alloc((limit ?? 0) + 1000).toString('base64'));
    expect(answer.statusCode).toBe(413);
  });
});
