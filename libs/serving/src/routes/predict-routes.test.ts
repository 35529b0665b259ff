import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageModel, goodRow, servedModel } from '../../test/served-fixture.ts';
import { startedService } from '../../test/started-service.ts';

const predict = (payload: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST' as const,
  url: '/predict',
  payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  headers: { 'content-type': 'application/json', ...headers },
});

describe('predictRoutes', () => {
  it('answers one row with one object', async () => {
    const app = await startedService();
    const response = await app.inject(predict({ ...goodRow, age: 75 }));
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      model: 'churn',
      version: 1,
      requestId: response.headers['x-request-id'],
      prediction: 'yes',
      probability: 0.75,
      probabilities: { no: 0.25, yes: 0.75 },
    });
  });

  it('answers a list, bare or as rows, with one prediction per row in order', async () => {
    const app = await startedService();
    const rows = [20, 80, 51].map((age) => ({ ...goodRow, age }));
    for (const payload of [rows, { rows }]) {
      const response = await app.inject(predict(payload));
      expect(response.statusCode).toBe(200);
      const { predictions } = response.json<{ predictions: { prediction: string }[] }>();
      expect(predictions.map(({ prediction }) => prediction)).toEqual(['no', 'yes', 'yes']);
    }
    expect((await app.inject(predict([]))).json()).toMatchObject({ predictions: [] });
  });

  it('takes nullable, id, timestamp and sensitive columns or their absence', async () => {
    const app = await startedService();
    const full = {
      customer_id: 'C1',
      visits: null,
      gender: 'male',
      seen_at: '2026-01-05T10:30:00',
    };
    expect((await app.inject(predict({ ...goodRow, ...full }))).statusCode).toBe(200);
    expect((await app.inject(predict({ ...goodRow, gender: 'robot' }))).statusCode).toBe(400);
  });

  it('names every problem with path and reason', async () => {
    const app = await startedService();
    const response = await app.inject(
      predict([
        goodRow,
        { agge: 41, age: 150, spend: '12', plan: 'basicc', churn: 'no', refund: 1 },
      ]),
    );
    expect(response.statusCode).toBe(400);
    const { error, issues, requestId } = response.json();
    expect(error).toBe('The request does not fulfil the contract in 7 places.');
    expect(requestId).toBe(response.headers['x-request-id']);
    expect(issues).toEqual(
      expect.arrayContaining([
        { path: '[1].age', message: 'At most 100 is allowed; this is 150.' },
        { path: '[1].spend', message: "Expected a number; this is '12'." },
        {
          path: '[1].plan',
          message: "Expected one of the categories, perhaps 'basic'; this is 'basicc'.",
        },
        { path: '[1].has_discount', message: 'Missing: expected true or false.' },
        { path: '[1].agge', message: "The contract has no column 'agge'; did you mean 'age'?" },
        { path: '[1].churn', message: "'churn' is what the model predicts; leave it out." },
        {
          path: '[1].refund',
          message: "'refund' has the role `leak`: the model has never seen it; leave it out.",
        },
      ]),
    );
  });

  it('shows the first hundred problems and counts the rest', async () => {
    const app = await startedService();
    const response = await app.inject(predict(Array.from({ length: 300 }, () => 7)));
    expect(response.json().issues).toHaveLength(100);
    expect(response.json().error).toContain('300 places');
  });

  it.each([
    ['no JSON', '{', 400, 'not JSON'],
    ['nothing', '', 400, 'JSON'],
    ['a number', '7', 400, 'this is 7'],
    ['null', 'null', 400, 'this is null'],
    ['a prototype', '{"__proto__":{"age":1}}', 400, 'not JSON'],
  ])('refuses %s', async (_name, payload, status, text) => {
    const app = await startedService();
    const response = await app.inject(predict(payload));
    expect(response.statusCode).toBe(status);
    expect(response.json().error).toContain(text);
  });

  it('refuses what is too large with 413 and another content type with 415', async () => {
    const app = await startedService({ settings: { bodyLimitBytes: 2000 } });
    const large = await app.inject(predict(`{"plan":"${'x'.repeat(3000)}"}`));
    expect([large.statusCode, large.json().error]).toEqual([
      413,
      'The request is larger than this service takes.',
    ]);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/csv']) {
      const other = await app.inject(predict(goodRow, { 'content-type': type }));
      expect([other.statusCode, other.json().error]).toEqual([
        415,
        'Send JSON, with the header content-type: application/json.',
      ]);
    }
  });

  it('wants a name when there are several models', async () => {
    const models = [servedModel(), servedModel({ name: 'houses' })];
    const app = await startedService({ models });
    const response = await app.inject(predict(goodRow));
    expect(response.statusCode).toBe(400);
    expect(response.json().error).toContain('POST /models/churn/predict or POST /models/houses/');
    const named = await app.inject({ ...predict(goodRow), url: '/models/houses/predict' });
    expect(named.json()).toMatchObject({ model: 'houses', prediction: 'no' });
    const unknown = await app.inject({ ...predict(goodRow), url: '/models/house/predict' });
    expect([unknown.statusCode, unknown.json().error]).toEqual([
      404,
      "There is no model 'house'; this service has churn, houses.",
    ]);
  });

  it('honours a sane request id and replaces any other', async () => {
    const app = await startedService();
    const given = await app.inject(predict(goodRow, { 'x-request-id': 'order-17.a' }));
    expect(given.headers['x-request-id']).toBe('order-17.a');
    expect(given.json().requestId).toBe('order-17.a');
    for (const id of ['a b', '<script>', 'x'.repeat(200), '../../etc']) {
      const other = await app.inject(predict(goodRow, { 'x-request-id': id }));
      expect(other.headers['x-request-id']).toMatch(/^[0-9a-f]+-[0-9a-z]+$/);
    }
  });

  it('tells which derived feature fails on a row, and wants the columns that features read', async () => {
    const features = [
      {
        name: 'hour',
        compute: (row: never) => Number(Reflect.get(Object(row), 'seen_at').slice(11, 13)),
      },
      {
        name: 'picky',
        compute: (row: never) => {
          if (Reflect.get(Object(row), 'spend') === 13) throw new Error('unlucky');
          return 1;
        },
      },
    ];
    const model = servedModel({ features, load: async () => ageModel({ features }) });
    const app = await startedService({ models: [model] });
    const missing = await app.inject(predict(goodRow));
    expect(missing.json().issues).toEqual([
      { path: 'seen_at', message: 'Missing: expected text.' },
    ]);
    const row = { ...goodRow, seen_at: '2026-01-05T10:30:00Z' };
    expect((await app.inject(predict(row))).statusCode).toBe(200);
    const unlucky = await app.inject(predict({ ...row, spend: 13 }));
    expect(unlucky.statusCode).toBe(400);
    expect(unlucky.json().issues[0].message).toContain('picky');
  });

  it('refuses a row to which the model has no finite answer', async () => {
    const scoreOf = (
      table: { columns: Readonly<Record<string, readonly unknown[]>> },
      at: number,
    ) => (table.columns.spend?.[at] === 13 ? Number.NaN : 0.5);
    const app = await startedService({
      models: [servedModel({ load: async () => ageModel({ scoreOf }) })],
    });
    const response = await app.inject(predict([goodRow, { ...goodRow, spend: 13 }]));
    expect(response.statusCode).toBe(400);
    expect(response.json().issues).toEqual([
      { path: '[1]', message: 'The model gives no finite number for this row.' },
    ]);
  });

  it('says no more than that it failed when the defect is ours, and reports it', async () => {
    const lines: string[] = [];
    let calls = 0;
    const loaded = ageModel();
    const predictor = {
      ...loaded.predictor,
      predict: (table: Parameters<typeof loaded.predictor.predict>[0]) => {
        calls++;
        return calls > 200
          ? Promise.reject(new Error('secret path /home'))
          : loaded.predictor.predict(table);
      },
    };
    const app = await startedService({
      models: [servedModel({ load: async () => ({ ...loaded, predictor }) })],
      report: (line) => lines.push(line),
    });
    const response = await app.inject(predict(goodRow));
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('secret');
    expect(lines.join('\n')).toContain('secret path');
  });

  it('never answers 500, whatever is sent', async () => {
    const app = await startedService();
    const names = ['customer_id', 'age', 'spend', 'visits', 'plan', 'has_discount', 'gender'];
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(1e308, -0, 5e-324, 2 ** 53, '', 'basic', 'male', null, true),
      fc.double(),
    );
    const hostileRow = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), value);
    const nearRow = fc
      .record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] })
      .map((row) => ({ ...goodRow, ...row }));
    const body = fc.oneof(nearRow, hostileRow, fc.array(nearRow), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(body, async (payload) => {
        const response = await app.inject(predict(JSON.stringify(payload)));
        expect([200, 400]).toContain(response.statusCode);
        if (response.statusCode === 400) expect(response.json().issues?.length).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
    for (const text of [
      '{"age":1e999}',
      '{"age":-1e999,"spend":1e-999}',
      '[1e999]',
      '{"a":"\\ud800"}',
      '{"plan":{"__proto__":0}}',
    ]) {
      expect((await app.inject(predict(text))).statusCode).toBe(400);
    }
  });
});
