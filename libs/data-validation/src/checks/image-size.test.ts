import { describe, expect, it } from 'vitest';
import { edit, inspectPictures } from '../../test/inspect-pictures.ts';

describe('imageSize', () => {
  it('passes sound pictures', async () => {
    const { found } = await inspectPictures(() => {});
    expect(found('imageSize')?.status).toBe('pass');
  });

  it('names a picture of another size', async () => {
    const { found } = await inspectPictures(edit(4, { width: 9 }));
    expect(found('imageSize')).toMatchObject({
      status: 'fail',
      column: 'image',
      received: expect.stringMatching(/of another size \(first: 4\.png: 9 × 8\)/),
    });
    expect(found('imageSize')?.rows).toContain(5);
  });
});
