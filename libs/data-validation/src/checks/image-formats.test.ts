import { describe, expect, it } from 'vitest';
import { edit, inspectPictures } from '../../test/inspect-pictures.ts';

describe('imageFormats', () => {
  it('passes sound pictures', async () => {
    const { found } = await inspectPictures(() => {});
    expect(found('imageFormats')?.status).toBe('pass');
  });

  it('names a picture of another format', async () => {
    const { found } = await inspectPictures(edit(4, { format: 'jpeg' }));
    expect(found('imageFormats')).toMatchObject({
      status: 'fail',
      column: 'image',
      received: expect.stringMatching(/another format \(first: 4\.png: jpeg\)/),
    });
    expect(found('imageFormats')?.rows).toContain(5);
  });
});
