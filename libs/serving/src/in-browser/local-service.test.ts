import { describe, expect, it } from 'vitest';
import { ageModel, goodRow, servedModel } from '../../test/served-fixture.ts';
import { startedService } from '../../test/started-service.ts';
import { openLocalService } from './local-service.ts';

/** An answer without what differs from request to request. */
const timeless = (said: unknown) => ({ ...(said as object), requestId: '' });

describe('openLocalService', () => {
  it('answers and refuses in the words of the service', async () => {
    const app = await startedService();
    const local = openLocalService(servedModel());
    for (const row of [
      goodRow,
      { ...goodRow, customer_id: 'C1' },
      { ...goodRow, age: 150 },
      { ...goodRow, churn: 'yes' },
      { ...goodRow, plann: 'basic' },
      { age: '41' },
      [goodRow, goodRow],
      { rows: [goodRow, { age: 3 }] },
      null,
      'text',
    ]) {
      const there = await app.inject({
        method: 'POST',
        url: '/predict',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(row),
      });
      const here = await local.ask('predict', row);
      expect(here.ok, JSON.stringify(row)).toBe(there.statusCode === 200);
      expect(timeless(await here.json())).toEqual(timeless(there.json()));
    }
  });

  it('loads its model once, and says why one that does not keep its word does not answer', async () => {
    let loads = 0;
    const counted = openLocalService(
      servedModel({
        load: async () => {
          loads++;
          return ageModel();
        },
      }),
    );
    await counted.ask('predict', goodRow);
    await counted.ask('predict', goodRow);
    expect(loads).toBe(1);
    const broken = openLocalService(
      servedModel({ verify: () => Promise.reject(new Error('It computes something else.')) }),
    );
    const refused = await broken.ask('predict', goodRow);
    expect(refused.ok).toBe(false);
    expect(await refused.json()).toEqual({
      error: 'Version 1 of churn was refused: It computes something else.',
      requestId: '1',
    });
  });

  it('refuses to weigh words where there are none', async () => {
    const refused = await openLocalService(servedModel()).ask('explain', goodRow);
    expect(refused.ok).toBe(false);
    expect(JSON.stringify(await refused.json())).toContain('reads no text');
  });
});
