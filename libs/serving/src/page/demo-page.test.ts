import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { chromiumPath, openBrowser } from '../../test/chromium.ts';
import { ageModel, contract, servedModel } from '../../test/served-fixture.ts';
import { startedService } from '../../test/started-service.ts';
import { escapeHtml, html, scriptJson } from './html.ts';

describe('html', () => {
  it('escapes what is put in and keeps what is HTML', () => {
    const hostile = `"><script>alert('1')</script>&`;
    expect(html`<a title="${hostile}">${html`<b>${1}</b>`}${[html`<i></i>`, '<']}</a>`.html).toBe(
      `<a title="${escapeHtml(hostile)}"><b>1</b><i></i>&lt;</a>`,
    );
    expect(escapeHtml(hostile)).not.toMatch(/[<>"']/);
    expect(scriptJson('</script><!--').html).not.toContain('<');
  });
});

describe('demoPage', () => {
  it('has a labelled field with the bounds of each column, and nothing from elsewhere', async () => {
    const app = await startedService();
    const page = await app.inject('/');
    expect(page.body).toMatch(/<label for="m0-1">Age<\/label><input type="number" id="m0-1"/);
    expect(page.body).toContain('min="18" max="100" value="41"');
    expect(page.body).not.toMatch(/https?:\/\//);
    expect(page.body).not.toContain('name="refund"');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('escapes names and values of a hostile contract', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const [age, ...others] = contract.columns.filter(({ name }) => name === 'age');
    if (age === undefined) throw new Error(`no column, but ${others.length}`);
    const manifest = {
      contract: {
        ...contract,
        columns: [
          { ...age, name: hostile, description: hostile },
          {
            ...age,
            name: 'pick',
            kind: 'category' as const,
            categories: [hostile, '"</script>'],
          },
        ],
      },
    };
    const app = await startedService({
      models: [
        servedModel({
          name: '</script><u>',
          row: z.object({ [hostile]: z.int(), pick: z.enum([hostile, '"</script>']) }),
          load: async () => ({
            ...ageModel({ manifest, scoreOf: () => 0.5 }),
            samples: {
              rows: [{ [hostile]: 1, pick: '"</script>' }],
              features: [],
              outputs: [],
            },
          }),
        }),
      ],
    });
    for (const url of ['/', '/docs']) {
      const { body } = await app.inject(url);
      expect(body).not.toContain('<img');
      expect(body).not.toContain('<u>');
      expect([...body.matchAll(/<\/script>/g)]).toHaveLength(url === '/' ? 2 : 0);
    }
  });

  it('says what to do when no version answers', async () => {
    const app = await startedService({ models: [servedModel({ currentVersion: () => null })] });
    expect((await app.inject('/')).body).toContain('run `npm run pipeline`');
  });

  if (chromiumPath === null) it.skip('works in a browser (no Chromium found; set CHROME_PATH)');
  else {
    it('predicts in a browser, shows problems beside their fields, and switches models', async () => {
      const models = [servedModel(), servedModel({ name: 'second_model' })];
      const app = await startedService({ models });
      const url = await app.listen({ host: '127.0.0.1', port: 0 });
      const browser = await openBrowser(chromiumPath ?? '');
      onTestFinished(() => browser.close());
      await browser.open(url);
      const press = `document.querySelector('section:not([hidden]) button.main').click()`;
      const field = (name: string) =>
        `document.querySelector('section:not([hidden]) [name=${name}]')`;

      await browser.evaluate(`${field('age')}.value = '80'`);
      await browser.evaluate(press);
      await browser.waitFor(`document.querySelector('.answer')?.textContent === 'yes'`);
      expect(
        await browser.evaluate(
          `[...document.querySelectorAll('.bars li')].map((item) => item.innerText.replace(/\\s+/g, ' ').trim() + ' ' + item.querySelector('.fill').style.width)`,
        ),
      ).toEqual(['yes 80.0 % 80%', 'no 20.0 % 20%']);

      await browser.evaluate(`${field('age')}.value = '150'`);
      await browser.evaluate(press);
      await browser.waitFor(`${field('age')}.getAttribute('aria-invalid') === 'true'`);
      expect(
        await browser.evaluate(
          `document.getElementById(${field('age')}.id + '-wrong').textContent`,
        ),
      ).toBe('At most 100 is allowed; this is 150.');
      expect(await browser.evaluate('document.activeElement.name')).toBe('age');

      await browser.evaluate(`document.querySelector('.another').click()`);
      expect(
        await browser.evaluate(
          `[${field('age')}.value, ${field('plan')}.value, ${field('has_discount')}.checked, ${field('visits')}.value]`,
        ),
      ).toEqual(['64', '"premium"', true, '']);

      await browser.evaluate(
        `document.getElementById('model').value = 'second_model'; document.getElementById('model').dispatchEvent(new Event('change'))`,
      );
      await browser.evaluate(press);
      await browser.waitFor(
        `document.querySelector('section:not([hidden]) .answer')?.textContent === 'no'`,
      );
      expect(
        await browser.evaluate(`document.querySelector('section:not([hidden])').dataset.model`),
      ).toBe('second_model');

      expect(
        await browser.evaluate(
          `[...document.querySelectorAll('input, select')].filter((one) => one.labels.length === 0).length`,
        ),
      ).toBe(0);
      await browser.resize(360, 700);
      expect(
        await browser.evaluate('document.documentElement.scrollWidth <= window.innerWidth'),
      ).toBe(true);
      await browser.open(`${url}/docs`);
      expect(
        await browser.evaluate(`document.querySelectorAll('.operation').length`),
      ).toBeGreaterThan(15);
      // The 400 above is all that the browser may complain of: no script or style was refused.
      expect(browser.complaints.filter((text) => !text.includes('400 (Bad Request)'))).toEqual([]);
    });
  }
});
