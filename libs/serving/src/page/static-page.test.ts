import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chromiumPath, openBrowser } from '../../test/chromium.ts';
import { servedModel } from '../../test/served-fixture.ts';
import { staticPage } from './static-page.ts';

/** A program that says what it was asked. */
const program = `var inBrowser = { ask: async (verb, row) => ({ ok: true, json: async () => ({
  model: 'churn', version: 1, requestId: '1', prediction: verb + ' ' + row.age + ' ' + JSON.parse(document.getElementById('bundle').textContent).word
}) }) };`;
const page = (word = 'held') => staticPage(servedModel(), { program, embedded: { word } });

describe('staticPage', () => {
  it('is one file that names nothing outside, and allows no script but its own', async () => {
    const text = await page();
    expect(text).not.toMatch(/https?:\/\/|href="\/|src="/);
    const script = /<script>([\s\S]*)<\/script>/.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(text).toContain(`script-src &#39;sha256-${hash}&#39;`);
    expect(text).toContain('default-src &#39;none&#39;');
    expect(text).not.toMatch(/connect-src|frame-ancestors|unsafe/);
    expect(text).toContain('nothing that you enter leaves your browser');
  });

  it('keeps what it holds from ending its element', async () => {
    const text = await page('</script><u>');
    expect([...text.matchAll(/<\/script>/g)]).toHaveLength(3);
    expect(text).not.toContain('<u>');
  });

  it('is not made of a model that cannot answer', async () => {
    const broken = servedModel({ load: () => Promise.reject(new Error('The disk is gone.')) });
    await expect(staticPage(broken, { program, embedded: {} })).rejects.toThrow(
      'The disk is gone.',
    );
  });

  if (chromiumPath === null) it.skip('works from disk (no Chromium found; set CHROME_PATH)');
  else {
    it('asks its own program when it was opened from disk', async () => {
      const path = join(mkdtempSync(join(tmpdir(), 'static-page-')), 'index.html');
      writeFileSync(path, await page());
      const browser = await openBrowser(chromiumPath ?? '');
      onTestFinished(() => browser.close());
      await browser.open(pathToFileURL(path).href);
      await browser.evaluate(`document.querySelector('button.main').click()`);
      await browser.waitFor(`document.querySelector('.answer')?.textContent === 'predict 41 held'`);
      expect(await browser.evaluate(`document.querySelector('.result pre')`)).toBeNull();
      expect(browser.complaints).toEqual([]);
    });
  }
});
