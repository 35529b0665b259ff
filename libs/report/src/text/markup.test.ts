import { describe, expect, it } from 'vitest';
import { escapeMarkup, markup } from './markup.ts';

describe('markup', () => {
  it('escapes texts, keeps markup, joins lists, leaves out null', () => {
    const inner = markup`<i>${'"a" & <b>'}</i>`;
    expect(markup`<p title="${"it's"}">${[inner, 'x', null]}${1 / 3}</p>`.markup).toBe(
      '<p title="it&#39;s"><i>&quot;a&quot; &amp; &lt;b&gt;</i>x0.33</p>',
    );
  });
});

describe('escapeMarkup', () => {
  it('takes out what XML forbids', () => {
    expect(escapeMarkup('a\u0000b\u001b[31m\ud800')).toBe('a b [31m\ufffd');
    expect(escapeMarkup('naïve 😀 \u4e2d')).toBe('naïve 😀 \u4e2d');
  });
});
