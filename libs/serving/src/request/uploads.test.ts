import type { ContractDescription, Row } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ageModel, servedModel } from '../../test/served-fixture.ts';
import { startedService } from '../../test/started-service.ts';
import { holdImages } from './hold-images.ts';
import type { RequestColumn } from './request-schema.ts';

const limits = {
  width: { minimum: 1, maximum: 8 },
  height: { minimum: 1, maximum: 8 },
  channels: [3],
  formats: ['png'],
  maxBytes: 1_000_000,
};
const plain = { nullable: false, sensitive: false, pii: false };
const picture = {
  ...plain,
  name: 'picture',
  kind: 'image',
  role: 'feature',
  image: limits,
} as const;
const contract: ContractDescription = {
  target: 'churn',
  problem: 'binary',
  classes: ['no', 'yes'],
  columns: [
    picture,
    { ...plain, name: 'note', kind: 'text', role: 'id' },
    { ...plain, name: 'pixels_hash', kind: 'text', role: 'group', computedFrom: 'picture' },
    { ...plain, name: 'churn', kind: 'category', role: 'target', categories: ['no', 'yes'] },
  ],
};
const row = z.object({
  picture: z.string().meta({ image: limits }),
  note: z.string().meta({ role: 'id' }),
  pixels_hash: z.string().meta({ role: 'group', computedFrom: 'picture' }),
  churn: z.enum(['no', 'yes']).meta({ role: 'target' }),
});

/** A service whose model remembers what it was asked. */
async function pictureService() {
  const seen: Row[] = [];
  const app = await startedService({
    models: [
      servedModel({
        row,
        load: async () => ({
          ...ageModel({
            manifest: { contract },
            scoreOf: (table, index) => {
              seen.push({ picture: table.columns.picture?.[index] ?? null });
              return 0.25;
            },
          }),
          samples: { rows: [], features: [], outputs: [] },
        }),
      }),
    ],
  });
  return { app, seen };
}

const boundary = 'x-boundary';
const part = (name: string, content: string, file?: string) =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"\r\ncontent-type: image/png`}\r\n\r\n${content}\r\n`;
const form = (...parts: readonly string[]) => ({
  method: 'POST' as const,
  url: '/predict',
  headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  payload: `${parts.join('')}--${boundary}--\r\n`,
});
const held = (text: string) => `data:image/png;base64,${Buffer.from(text).toString('base64')}`;

describe('pictures in requests', () => {
  it('come as files of a form, one row for each, other fields holding for all', async () => {
    const { app, seen } = await pictureService();
    const one = await app.inject(form(part('picture', 'first', 'a.png'), part('note', 'hello')));
    expect(one.json()).toMatchObject({ prediction: 'no' });
    const two = await app.inject(
      form(part('file', 'first', 'a.png'), part('b', 'second', 'b.png')),
    );
    expect(two.json<{ predictions: unknown[] }>().predictions).toHaveLength(2);
    expect(seen.map(({ picture: sent }) => sent)).toEqual([
      held('first'),
      held('first'),
      held('second'),
    ]);
  });

  it('come as the whole body', async () => {
    const { app, seen } = await pictureService();
    const answer = await app.inject({
      method: 'POST',
      url: '/models/churn/predict',
      headers: { 'content-type': 'image/png' },
      payload: Buffer.from('bytes'),
    });
    expect(answer.statusCode).toBe(200);
    expect(seen[0]?.picture).toBe(held('bytes'));
  });

  it('may be as large as the contract allows, and no larger', async () => {
    const { app } = await pictureService();
    const json = (bytes: number) =>
      app.inject({
        method: 'POST',
        url: '/predict',
        payload: { picture: Buffer.alloc(bytes).toString('base64') },
      });
    expect((await json(1_000_000)).statusCode).toBe(200);
    expect((await json(2_000_000)).statusCode).toBe(413);
    const large = 'x'.repeat(1_000_001);
    expect((await app.inject(form(part('picture', large, 'a.png')))).statusCode).toBe(413);
  });

  it('are described with their bodies, without what the stages alone need to know', async () => {
    const { app } = await pictureService();
    const text = (await app.inject('/openapi.json')).body;
    expect(text).toContain('multipart/form-data');
    expect(text).toContain('a picture as base64');
    expect(text).not.toContain('maxBytes');
  });

  it('need no hash of the picture: the schema and the page do not ask for it, and a request is told', async () => {
    const { app } = await pictureService();
    expect((await app.inject('/openapi.json')).body).not.toContain('pixels_hash');
    expect((await app.inject('/')).body).not.toContain('pixels_hash');
    const payload = { picture: 'AAAA', pixels_hash: '0123456789abcdef' };
    const answer = await app.inject({ method: 'POST', url: '/predict', payload });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      issues: [{ path: 'pixels_hash', message: expect.stringContaining("from 'picture'") }],
    });
  });

  it('get a canvas, and nothing else of a picture’s, on the demo page', async () => {
    const { app } = await pictureService();
    const page = (await app.inject('/')).body;
    expect(page).toContain('<canvas');
    expect(page).toContain('accept="image/png"');
  });

  it('are refused where a model reads none', async () => {
    const app = await startedService();
    expect((await app.inject(form(part('age', 'x', 'a.png')))).statusCode).toBe(415);
  });
});

describe('holdImages', () => {
  const columns: readonly RequestColumn[] = [{ ...picture, required: true }];

  it('makes base64 a data URL and keeps data URLs', () => {
    expect(holdImages({ picture: 'AAAA' }, '', columns)).toEqual({
      row: { picture: 'data:;base64,AAAA' },
    });
    const url = 'data:image/png;width=4;height=5;base64,AAAA';
    expect(holdImages({ picture: url }, '', columns)).toEqual({ row: { picture: url } });
  });

  it.each([
    '/etc/passwd.png',
    '../secret.png',
    'C:\\secret.png',
    'file:///etc/passwd',
    'data:image/png,AAAA',
    'data:image/png;base64,/etc/passwd.png',
  ])('lets no path through: %s', (sent) => {
    expect(holdImages({ picture: sent }, '[3]', columns)).toMatchObject({
      issues: [{ path: '[3].picture' }],
    });
  });

  it('takes a path that happens to be base64 for base64, never for a file', () => {
    expect(holdImages({ picture: '/etc/passwd' }, '', columns)).toEqual({
      row: { picture: 'data:;base64,/etc/passwd' },
    });
  });
});
