import { describe, expect, it } from 'vitest';
import { edit, inspectPictures } from '../../test/inspect-pictures.ts';

describe('imageLabels', () => {
  it('passes sound pictures', async () => {
    const { found } = await inspectPictures(() => {});
    expect(found('imageLabels')?.status).toBe('pass');
  });

  it('names equal pictures of different classes', async () => {
    const { found } = await inspectPictures(edit(4, { content: 'content 1' }));
    expect(found('imageLabels')).toMatchObject({
      status: 'warn',
      column: 'image',
      received: expect.stringMatching(/2 of 12 pictures with more than one label/),
    });
    expect(found('imageLabels')?.rows).toContain(5);
  });
});
