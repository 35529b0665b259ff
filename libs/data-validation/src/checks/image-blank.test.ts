import { describe, expect, it } from 'vitest';
import { edit, inspectPictures } from '../../test/inspect-pictures.ts';

describe('imageBlank', () => {
  it('passes sound pictures', async () => {
    const { found } = await inspectPictures(() => {});
    expect(found('imageBlank')?.status).toBe('pass');
  });

  it('names a picture on which there is nothing to see', async () => {
    const { found } = await inspectPictures(edit(4, { spread: 0.5 }));
    expect(found('imageBlank')).toMatchObject({
      status: 'warn',
      column: 'image',
      received: expect.stringMatching(/blank \(first: 4\.png: spread 0\.5\)/),
    });
    expect(found('imageBlank')?.rows).toContain(5);
  });
});
