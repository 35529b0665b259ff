import { describe, expect, it } from 'vitest';
import { inspectPictures } from '../../test/inspect-pictures.ts';

describe('classNames', () => {
  it('passes classes that a person tells apart', async () => {
    expect((await inspectPictures(() => {})).found('classNames')?.status).toBe('pass');
  });

  it('names classes that a person takes for one', async () => {
    const { found } = await inspectPictures(() => {}, { classes: ['cat', 'Cat '] });
    expect(found('classNames')).toMatchObject({
      status: 'warn',
      received: "'cat' and 'Cat ' look like one class",
    });
  });
});
