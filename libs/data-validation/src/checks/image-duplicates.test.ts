import { describe, expect, it } from 'vitest';
import { edit, inspectPictures } from '../../test/inspect-pictures.ts';

describe('imageDuplicates', () => {
  it('passes pictures that differ', async () => {
    const { found } = await inspectPictures(() => {});
    expect(found('imageDuplicates')?.status).toBe('pass');
  });

  it.each([
    ['equal bytes', { content: 'content 1' }, /the same bytes as an earlier one/],
    ['nearly equal pixels', { lookalike: 2 }, /first: 4\.png: like 2\.png/],
  ])('names a picture with %s', async (_what, change, received) => {
    const { found } = await inspectPictures(edit(4, change));
    expect(found('imageDuplicates')).toMatchObject({
      status: 'warn',
      column: 'image',
      received: expect.stringMatching(received),
    });
    expect(found('imageDuplicates')?.rows).toContain(5);
  });

  it('allows a share of them where the settings say so', async () => {
    const { found } = await inspectPictures(edit(4, { lookalike: 2 }), {
      settings: { imageDuplicates: { max: 0.1 } },
    });
    expect(found('imageDuplicates')?.status).toBe('pass');
  });
});
