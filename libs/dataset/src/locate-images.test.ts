import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeContract } from './describe-contract.ts';
import { locateImages } from './locate-images.ts';

const image = {
  width: { minimum: 1, maximum: 8 },
  height: { minimum: 1, maximum: 8 },
  channels: [1],
  formats: ['png'],
  maxBytes: 100,
};
const description = describeContract(
  z.object({
    picture: z.string().meta({ image }),
    note: z.string(),
    kind: z.enum(['a', 'b']).meta({ role: 'target' }),
  }),
);

describe('locateImages', () => {
  it('makes references absolute and leaves held images and other columns alone', () => {
    const table = {
      rowCount: 3,
      columns: {
        picture: ['a/1.png', 'data:image/png;base64,AA==', null],
        note: ['a/1.png', 'b', 'c'],
      },
    };
    expect(locateImages(table, description, join('/p', 'raw')).columns).toEqual({
      picture: [join('/p', 'raw', 'a', '1.png'), 'data:image/png;base64,AA==', null],
      note: ['a/1.png', 'b', 'c'],
    });
  });

  it('describes such a column as images with its limits', () => {
    expect(description.columns[0]).toMatchObject({ name: 'picture', kind: 'image', image });
  });
});
