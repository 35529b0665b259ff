import { describe, expect, it } from 'vitest';
import { churnInput, emptyInput, verdict } from './__fixtures__/churn-input.ts';
import { toMarkdown } from './to-markdown.ts';

describe('toMarkdown', () => {
  it('says status, stages, metrics, gate and drift, and is short', () => {
    const text = toMarkdown(churnInput);
    expect(text.split('\n')[0]).toBe('## ❌ churn: Drift found');
    expect(text).toContain('- ✅ **Gate**: Accuracy 0.803');
    expect(text).toContain('| ROC AUC | 0.830 | 0.831 | 0.500 |');
    expect(text).toContain('| ✅ | Accuracy | baseline | 0.803 | 0.782 | 0.738 | 1,000 |');
    expect(text).toContain('- age: mean 43.7 → 55.4, moved by 0.797 σ');
    expect(text).toContain('(work tree differed)');
    expect(text.length).toBeLessThan(3000);
  });

  it('does not let data end a cell or become markup', () => {
    const [check] = verdict.checks;
    if (check === undefined) throw new Error('The fixture has checks.');
    const hostile = { ...check, slice: 'city=a|b\n<img src=x>', reason: '`x` | *y*' };
    const text = toMarkdown({ ...churnInput, verdict: { ...verdict, checks: [hostile] } });
    const row = text.split('\n').find((line) => line.includes('city=')) ?? '';
    expect(row.replaceAll('\\|', '').split('|')).toHaveLength(10);
    expect(row).not.toMatch(/[^\\]</);
  });

  it('is made of sentences alone where nothing ran', () => {
    expect(toMarkdown(emptyInput)).not.toContain('|');
  });
});
