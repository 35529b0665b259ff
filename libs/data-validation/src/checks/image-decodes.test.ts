import { describe, expect, it } from 'vitest';
import { edit, inspectPictures } from '../../test/inspect-pictures.ts';

describe('imageDecodes', () => {
  it('passes sound pictures', async () => {
    const { found } = await inspectPictures(() => {});
    expect(found('imageDecodes')?.status).toBe('pass');
  });

  it('names a picture that cannot be read, and why', async () => {
    const { found } = await inspectPictures(edit(4, { problem: 'cut off', format: null }));
    expect(found('imageDecodes')).toMatchObject({
      status: 'fail',
      column: 'image',
      received: expect.stringMatching(/1 of 12 pictures cannot be read \(first: 4\.png: cut off\)/),
    });
    expect(found('imageDecodes')?.rows).toContain(5);
  });
});
