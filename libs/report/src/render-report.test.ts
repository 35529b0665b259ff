import { describe, expect, it } from 'vitest';
import {
  churnInput,
  drift,
  emptyInput,
  evaluation,
  manifest,
  validation,
  verdict,
} from './__fixtures__/churn-input.ts';
import { readSvg } from './__fixtures__/read-svg.ts';
import { renderReport } from './render-report.ts';

const hostile = `"><script>alert('1')</script>`;

describe('renderReport', () => {
  const { html, figures } = renderReport(churnInput);

  it('is one page that needs nothing else', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).not.toMatch(/<script|<link|<iframe|<img|@import|url\(|(?:src|href)="(?!#)/);
    expect(html.length).toBeLessThan(500_000);
  });

  it('has every section, and each stage with its sentence', () => {
    for (const title of [
      'Data',
      'Splits',
      'Training',
      'Evaluation',
      'Gate',
      'Latency and size',
      'Drift',
      'Lineage',
      'Registry',
    ]) {
      expect(html).toContain(`>${title}</h2>`);
      expect(html).toContain(`>${title}</a></li>`);
    }
    expect(html).toContain(verdict.sentence);
    expect(html).toContain('work tree differed');
    expect(html).toContain('simulated');
    expect(html).not.toMatch(/undefined|NaN|\[object/);
  });

  it('shows mistakes as pictures or texts, and words by class, and lets nothing else in', () => {
    const mistake = { observed: 'cat', predicted: hostile, score: 0.97 };
    const held = 'data:image/png;width=8;height=8;base64,iVBORw0KGgo=';
    const page = (shown: { kind: 'image'; url: string } | { kind: 'text'; text: string }) =>
      renderReport({
        ...churnInput,
        evaluation: {
          ...evaluation,
          mistakes: [{ ...mistake, shown }],
          words: [
            { class: 'no', words: [] },
            { class: hostile, words: [{ word: hostile, weight: 0.25, texts: 3 }] },
          ],
        },
      }).html;
    const pictures = page({ kind: 'image', url: held });
    expect(pictures).toContain(`<img src="${held}"`);
    expect(pictures).toContain('<b>cat</b> taken for');
    expect(pictures).toContain('width:100%');
    for (const url of ['https://example.org/a.png', 'data:text/html;base64,AAAA', hostile]) {
      expect(page({ kind: 'image', url })).not.toContain('<img');
    }
    const texts = page({ kind: 'text', text: hostile });
    expect(texts).toContain('<blockquote>');
    for (const one of [pictures, texts]) expect(one).not.toContain('<script');
  });

  it('draws how long texts are', () => {
    const [first] = validation.columns;
    if (first === undefined) throw new Error('The fixture has no column.');
    const lengths = { edges: [0, 10, 20], counts: [3, 1], median: 7 };
    const column = { ...first, name: 'note', kind: 'text', histogram: null, lengths };
    const { html: page, figures: drawn } = renderReport({
      ...churnInput,
      validation: { ...validation, columns: [column] },
    });
    expect(drawn.map(({ name }) => name)).toContain('column-note');
    expect(page).toContain('half of the texts have up to 7 characters');
  });

  it('gives every picture as a file with a name of its own', () => {
    const names = figures.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'target',
        'missing-values',
        'column-age',
        'column-plan',
        'splits',
        'loss',
        'metric-accuracy',
        'metrics',
        'confusion-matrix',
        'roc-curve',
        'calibration',
        'latency',
        'drift',
        'drift-age',
        'lineage',
      ]),
    );
    expect(html.match(/<svg/g)).toHaveLength(names.length);
    for (const { svg } of figures) readSvg(svg.replace(/<style>[^<]*<\/style>/, ''));
  });

  it('is the same for the same input', () => {
    expect(renderReport(churnInput)).toEqual({
      html,
      figures,
      markdown: renderReport(churnInput).markdown,
    });
  });

  it('says in a line which command makes what is missing', () => {
    const page = renderReport(emptyInput);
    expect(page.figures).toEqual([]);
    for (const stage of ['validate', 'train', 'evaluate', 'drift', 'register']) {
      expect(page.html).toContain(`<code>npx nx run churn-${stage}:${stage}</code>`);
    }
  });

  it('draws residuals for a regression and no confusion matrix', () => {
    const page = renderReport({
      ...churnInput,
      evaluation: {
        ...evaluation,
        classes: [],
        confusion: [],
        roc: [],
        calibration: [],
        residuals: [
          [10, 12],
          [20, 19],
          [30, 33],
        ],
      },
    });
    const names = page.figures.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['predicted-observed', 'residuals']));
    expect(names).not.toContain('confusion-matrix');
    expect(page.html).toContain('on average the model is 1.333 too low');
  });

  it('puts what failed first and says so when the verdict is of another model', () => {
    const [check] = verdict.checks;
    if (check === undefined) throw new Error('The fixture has checks.');
    const blocked = { ...check, check: 'f1', status: 'block' as const, neededN: 4000 };
    const page = renderReport({
      ...churnInput,
      manifest: { ...manifest, modelHash: '1'.repeat(64) },
      verdict: { ...verdict, checks: [check, blocked] },
    }).html;
    const gate = page.slice(page.indexOf('id="gate"'), page.indexOf('id="latency"'));
    expect(gate.indexOf('F1')).toBeLessThan(gate.indexOf('Accuracy<small'));
    expect(gate).toContain('About 4,000 rows would decide.');
    expect(gate).toContain('not about the one trained since');
  });

  it('shows findings with their rows', () => {
    const [finding] = validation.findings;
    if (finding === undefined) throw new Error('The fixture has findings.');
    const bad = {
      ...finding,
      status: 'fail' as const,
      received: '4.2 % missing',
      rows: [1, 2, 3, 4, 5, 6],
    };
    const page = renderReport({
      ...churnInput,
      validation: { ...validation, findings: [bad] },
    }).html;
    expect(page).toContain('4.2 % missing');
    expect(page).toContain('1, 2, 3, 4, 5, …');
  });

  it('escapes every name that data or people gave', () => {
    const [column] = validation.columns;
    const [drifted] = drift.columns;
    const [check] = verdict.checks;
    if (column === undefined || drifted === undefined || check === undefined)
      throw new Error('The fixture is full.');
    const page = renderReport({
      ...churnInput,
      project: hostile,
      model: hostile,
      generatedFrom: hostile,
      validation: {
        ...validation,
        sentence: hostile,
        dataLabel: hostile,
        columns: [{ ...column, name: hostile, top: [{ value: hostile, count: 4000 }] }],
      },
      manifest: {
        ...manifest,
        settings: { [hostile]: hostile },
        featureNames: [hostile],
        backend: hostile,
      },
      verdict: {
        ...verdict,
        sentence: hostile,
        checks: [{ ...check, check: hostile, slice: hostile, reason: hostile, method: hostile }],
      },
      evaluation: { ...evaluation, classes: [hostile, 'b'] },
      drift: {
        ...drift,
        window: hostile,
        columns: [{ ...drifted, column: hostile, sentence: hostile }],
      },
    });
    expect(page.html).not.toMatch(/<script/i);
    for (const { name, svg } of page.figures) {
      expect(name).toMatch(/^[a-z0-9-]+$/);
      expect(svg).not.toMatch(/<script/i);
    }
  });
});
