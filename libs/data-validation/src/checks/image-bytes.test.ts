import { describe, expect, it } from 'vitest';
import { edit, inspectPictures } from '../../test/inspect-pictures.ts';

describe('imageBytes', () => {
  it('passes sound pictures', async () => {
    const { found } = await inspectPictures(() => {});
    expect(found('imageBytes')?.status).toBe('pass');
  });

  it('names a file that is too large', async () => {
    const { found } = await inspectPictures(edit(4, { bytes: 1_001 }));
    expect(found('imageBytes')).toMatchObject({
      status: 'fail',
      column: 'image',
      received: expect.stringMatching(/larger \(first: 4\.png: 1,001 bytes\)/),
    });
    expect(found('imageBytes')?.rows).toContain(5);
  });
});
