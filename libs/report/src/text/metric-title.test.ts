import { describe, expect, it } from 'vitest';
import { directionText, metricTitle } from './metric-title.ts';

describe('metricTitle', () => {
  it('knows abbreviations and takes other names apart', () => {
    expect(
      ['rocAuc', 'balancedAccuracy', 'my_own_metric', 'r2', 'constructor', ''].map(metricTitle),
    ).toEqual(['ROC AUC', 'Balanced accuracy', 'My own metric', 'R²', 'Constructor', '']);
  });
});

describe('directionText', () => {
  it('speaks only where less is better', () => {
    expect([directionText('mae'), directionText('accuracy')]).toEqual(['lower is better', null]);
  });
});
