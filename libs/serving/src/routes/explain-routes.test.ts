import type { ContractDescription, Table } from '@create-mlops/contracts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { chromiumPath, openBrowser } from '../../test/chromium.ts';
import { ageModel, servedModel } from '../../test/served-fixture.ts';
import { startedService } from '../../test/started-service.ts';

const plain = { nullable: false, sensitive: false, pii: false };
const contract: ContractDescription = {
  target: 'mood',
  problem: 'binary',
  classes: ['no', 'yes'],
  columns: [
    { ...plain, name: 'review', kind: 'text', role: 'feature' },
    { ...plain, name: 'mood', kind: 'category', role: 'target', categories: ['no', 'yes'] },
  ],
};
const review = 'A good, really good film. But the end is bad and <b>long</b>';

/** Each `good` adds 0.2 to the score of yes, each `bad` takes 0.1 away. */
function scoreOf(table: Table, index: number): number {
  const words = String(table.columns.review?.[index]).split(/\W+/);
  const count = (word: string) => words.filter((each) => each === word).length;
  return 0.5 + 0.2 * count('good') - 0.1 * count('bad');
}

const texts = servedModel({
  name: 'films',
  row: z.object({ review: z.string().min(1).max(5000), mood: z.enum(['no', 'yes']) }),
  load: async () => ({
    ...ageModel({ manifest: { contract }, scoreOf }),
    samples: { rows: [{ review }], features: [], outputs: [] },
  }),
});

type Explained = {
  texts: {
    column: string;
    pieces: { text: string; start: number; end: number; weight: number }[];
  }[];
};

describe('POST /models/:name/explain', () => {
  it('says how much lower the score of the answer is without each word', async () => {
    const app = await startedService({ models: [texts] });
    const response = await app.inject({
      method: 'POST',
      url: '/models/films/explain',
      payload: { review },
    });
    expect(response.statusCode).toBe(200);
    const [explained] = response.json<Explained>().texts;
    const weighed = explained?.pieces.filter(({ weight }) => weight !== 0);
    expect(weighed?.map(({ text, weight }) => [text, Number(weight.toFixed(3))])).toEqual([
      ['good', 0.2],
      ['good', 0.2],
      ['bad', -0.1],
    ]);
    for (const { text, start, end } of explained?.pieces ?? []) {
      expect(review.slice(start, end)).toBe(text);
    }
  });

  it('asks about a long text a hundred times and no more', async () => {
    const app = await startedService({ models: [texts] });
    const response = await app.inject({
      method: 'POST',
      url: '/models/films/explain',
      payload: { review: 'good word '.repeat(450) },
    });
    const [explained] = response.json<Explained>().texts;
    expect(explained?.pieces).toHaveLength(100);
    expect(explained?.pieces[0]?.text.split(' ')).toHaveLength(9);
  });

  it('refuses a model without texts, a list, and what predict refuses', async () => {
    const app = await startedService({ models: [servedModel(), texts] });
    const ask = (name: string, payload: object) =>
      app.inject({ method: 'POST', url: `/models/${name}/explain`, payload });
    const tabular = await ask('churn', { age: 41, spend: 80, plan: 'basic', has_discount: false });
    expect([tabular.statusCode, tabular.json<{ error: string }>().error]).toEqual([
      400,
      'churn reads no text, so there are no words to weigh.',
    ]);
    expect((await ask('films', [{ review }])).statusCode).toBe(400);
    expect((await ask('films', { review: 5 })).statusCode).toBe(400);
    expect((await ask('nobody', { review })).statusCode).toBe(404);
  });

  if (chromiumPath === null) it.skip('shows on the page (no Chromium found; set CHROME_PATH)');
  else {
    it('shows the words on the page, in the text and as text', async () => {
      const app = await startedService({ models: [texts] });
      const url = await app.listen({ host: '127.0.0.1', port: 0 });
      const browser = await openBrowser(chromiumPath ?? '');
      onTestFinished(() => browser.close());
      await browser.open(url);
      expect(await browser.evaluate(`document.querySelector('textarea').value`)).toBe(review);
      await browser.evaluate(`document.querySelector('button.main').click()`);
      await browser.waitFor(`document.querySelector('.weighed') !== null`);
      expect(await browser.evaluate(`document.querySelector('.weighed').textContent`)).toBe(review);
      expect(
        await browser.evaluate(
          `[...document.querySelectorAll('.pieces li')].map((item) => item.className + ' ' + item.innerText.replace(/\\s+/g, ' '))`,
        ),
      ).toEqual(['for good +20.0', 'for good +20.0', 'against bad −10.0']);
      await browser.resize(360, 700);
      expect(
        await browser.evaluate('document.documentElement.scrollWidth <= window.innerWidth'),
      ).toBe(true);
      expect(browser.complaints).toEqual([]);
    });
  }
});
