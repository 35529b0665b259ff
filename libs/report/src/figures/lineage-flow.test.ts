import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { lineageFlow } from './lineage-flow.ts';

const model = { name: 'Model', identity: 'ab3a91a8ba29', beside: 'trained in 1.4 s' };
const data = { name: 'Data', identity: '23619424e39d', beside: '5,000 rows' };

describe('lineageFlow', () => {
  it('leads from every input to the model and on to its version', () => {
    const version = { name: 'Version 1', identity: 'production', beside: '' };
    const { elements, description } = readSvg(
      lineageFlow({ inputs: [data, { ...data, name: 'Settings' }], model, version }),
    );
    expect(elements.filter((name) => name === 'path')).toHaveLength(3);
    expect(description).toBe(
      'Data 23619424e39d, Settings 23619424e39d → Model ab3a91a8ba29 → Version 1 production.',
    );
  });

  it('says that a model is not registered', () => {
    expect(readSvg(lineageFlow({ inputs: [data], model, version: null })).texts).toContain(
      'not registered',
    );
  });
});
