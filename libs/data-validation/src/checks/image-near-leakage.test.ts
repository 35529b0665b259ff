import type { ImageInspection } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { edit, inspectPictures, pictureRows } from '../../test/inspect-pictures.ts';

/** Rows (0-based) that look like others; a pair a row. */
const alike =
  (...pairs: readonly (readonly [number, number])[]) =>
  (images: ImageInspection[]) => {
    for (const [row, lookalike] of pairs) edit(row, { lookalike })(images);
  };
const firstTest = pictureRows;

describe('imageNearLeakage', () => {
  it('passes test pictures that look like none trained on', async () => {
    const { found } = await inspectPictures(() => {}, { testRows: 4 });
    expect(found('imageNearLeakage')?.status).toBe('pass');
  });

  it('stops a test picture that looks like one trained on, where those look like no other', async () => {
    const { report, found } = await inspectPictures(alike([firstTest + 1, 3]), { testRows: 4 });
    expect(found('imageNearLeakage')).toMatchObject({
      status: 'fail',
      reason: 'splitLeakage',
      expected:
        'at most 2 % of the test pictures nearly like one trained on: 0 % of those trained on are like another',
      received: '25 % of the test pictures nearly like one trained on (1 of 4; first: 13.png)',
      rows: [2],
    });
    expect(report.verdict).toBe('fail');
  });

  it('expects as many as a random spread of the twins among those trained on would bring', async () => {
    const twins = alike([1, 0], [3, 2], [5, 4], [firstTest, 1], [firstTest + 1, 7]);
    const { found } = await inspectPictures(twins, { testRows: 4 });
    // 3 of 12 are twins of another: half of the test pictures may be, and chance adds to it.
    expect(found('imageNearLeakage')).toMatchObject({ status: 'pass', count: 2 });
  });

  it('sees a picture that is like one trained on by way of another', async () => {
    const chain = alike([firstTest, 2], [firstTest + 1, firstTest]);
    const { found } = await inspectPictures(chain, { testRows: 4 });
    expect(found('imageNearLeakage')).toMatchObject({ status: 'fail', rows: [1, 2] });
  });

  it('keeps to a limit that is set, and leaves equal bytes to imageLeakage', async () => {
    const { found } = await inspectPictures(alike([firstTest + 1, 3]), {
      testRows: 4,
      settings: { imageNearLeakage: { max: 0.25 } },
    });
    expect(found('imageNearLeakage')?.status).toBe('pass');
    const equal = await inspectPictures(edit(firstTest, { content: 'content 3' }), { testRows: 4 });
    expect(equal.found('imageNearLeakage')).toMatchObject({ status: 'pass', count: 0 });
    expect(equal.found('imageLeakage')?.status).toBe('fail');
  });

  it('looks at a split that is made here, too', async () => {
    const everyone = (images: ImageInspection[]) => {
      for (let row = 1; row < images.length; row++) edit(row, { lookalike: 0 })(images);
    };
    const settings = { imageNearLeakage: { max: 0 } };
    const { report, found } = await inspectPictures(everyone, { settings });
    expect(report.splitRows.test).toBeGreaterThan(0);
    expect(found('imageNearLeakage')).toMatchObject({
      status: 'fail',
      count: report.splitRows.test,
    });
    const byChance = await inspectPictures(everyone);
    expect(byChance.found('imageNearLeakage')?.status).toBe('pass');
  });
});
