import { describe, expect, it } from 'vitest';
import { edit, inspectPictures } from '../../test/inspect-pictures.ts';

describe('imageChannels', () => {
  it('passes sound pictures', async () => {
    const { found } = await inspectPictures(() => {});
    expect(found('imageChannels')?.status).toBe('pass');
  });

  it('names a picture with other channels', async () => {
    const { found } = await inspectPictures(edit(4, { channels: 4 }));
    expect(found('imageChannels')).toMatchObject({
      status: 'warn',
      column: 'image',
      received: expect.stringMatching(/another number of channels \(first: 4\.png: 4\)/),
    });
    expect(found('imageChannels')?.rows).toContain(5);
  });
});
