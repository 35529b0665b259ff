import { describe, expect, it } from 'vitest';
import { edit, inspectPictures, pictureRows } from '../../test/inspect-pictures.ts';

describe('imageLeakage', () => {
  it('passes test pictures that nothing was trained on', async () => {
    const { found } = await inspectPictures(() => {}, { testRows: 4 });
    expect(found('imageLeakage')?.status).toBe('pass');
  });

  it('names a picture of the official test split that was trained on', async () => {
    const change = edit(pictureRows, { content: 'content 3' });
    const { found } = await inspectPictures(change, { testRows: 4 });
    expect(found('imageLeakage')).toMatchObject({
      status: 'fail',
      received: '1 of 4 test pictures among those trained on (first: 12.png)',
      rows: [1],
    });
  });
});
