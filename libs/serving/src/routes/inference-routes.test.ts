import { describe, expect, it } from 'vitest';
import { startedService } from '../../test/started-service.ts';

const tensor = (
  name: string,
  datatype: string,
  data: readonly unknown[],
  shape = [data.length],
) => ({
  name,
  datatype,
  shape,
  data,
});
const inputs = [
  tensor('age', 'INT64', [20, 80]),
  tensor('spend', 'FP64', [1.5, 2]),
  tensor('visits', 'INT64', [null, 3]),
  tensor('plan', 'BYTES', ['basic', 'premium']),
  tensor('has_discount', 'BOOL', [true, false], [2, 1]),
];
const infer = (payload: object, path = '/v2/models/churn/infer') => ({
  method: 'POST' as const,
  url: path,
  payload,
});

describe('inferenceRoutes', () => {
  it('tells of the server, its health and the model as the protocol has it', async () => {
    const app = await startedService();
    const get = async (url: string) => (await app.inject(url)).json();
    expect(await get('/v2')).toMatchObject({ name: 'prediction-service', extensions: [] });
    expect(await get('/v2/health/live')).toEqual({ live: true });
    expect(await get('/v2/health/ready')).toEqual({ ready: true, live: true });
    expect(await get('/v2/models/churn/ready')).toEqual({ name: 'churn', ready: true });
    const metadata = await get('/v2/models/churn/versions/1');
    expect(metadata).toMatchObject({ name: 'churn', versions: ['1'], platform: 'tensorflowjs' });
    expect(metadata.inputs).toContainEqual({ name: 'age', datatype: 'INT64', shape: [-1] });
    expect(metadata.outputs).toEqual([
      { name: 'prediction', datatype: 'BYTES', shape: [-1] },
      { name: 'probabilities', datatype: 'FP64', shape: [-1, 2] },
    ]);
  });

  it('infers from one tensor per column', async () => {
    const app = await startedService();
    for (const path of ['/v2/models/churn/infer', '/v2/models/churn/versions/1/infer']) {
      const response = await app.inject(infer({ id: 'mine', inputs }, path));
      expect(response.statusCode).toBe(200);
      expect(response.json()).toEqual({
        model_name: 'churn',
        model_version: '1',
        id: 'mine',
        outputs: [
          { name: 'prediction', datatype: 'BYTES', shape: [2], data: ['no', 'yes'] },
          {
            name: 'probabilities',
            datatype: 'FP64',
            shape: [2, 2],
            parameters: { classes: ['no', 'yes'] },
            data: [0.8, 0.2, 0.2, 0.8],
          },
        ],
      });
    }
  });

  it('sends only the outputs asked for', async () => {
    const app = await startedService();
    const response = await app.inject(infer({ inputs, outputs: [{ name: 'prediction' }] }));
    expect(response.json().outputs).toHaveLength(1);
    const unknown = await app.inject(infer({ inputs, outputs: [{ name: 'logits' }] }));
    expect(unknown.statusCode).toBe(400);
  });

  it.each([
    ['no inputs', {}, 'inputs'],
    ['an empty list', { inputs: [] }, 'inputs'],
    ['data that its shape belies', { inputs: [tensor('age', 'INT64', [1], [2])] }, '1 values'],
    ['a matrix', { inputs: [tensor('age', 'INT64', [1, 2], [1, 2])] }, '[rows, 1]'],
    [
      'columns of other lengths',
      { inputs: [...inputs, tensor('gender', 'BYTES', ['male'])] },
      '1 rows',
    ],
    ['one column twice', { inputs: [...inputs, ...inputs.slice(0, 1)] }, 'two inputs'],
    ['a strange datatype', { inputs: [tensor('age', 'COMPLEX', [1])] }, 'COMPLEX'],
    ['a wrong datatype', { inputs: [tensor('age', 'INT64', ['old'])] }, 'no number'],
    ['rows beyond the contract', { inputs: [tensor('age', 'INT64', [1]), ...[]] }, 'At least 18'],
  ])('refuses %s with 400', async (_name, payload, text) => {
    const app = await startedService();
    const response = await app.inject(infer(payload));
    expect(response.statusCode).toBe(400);
    expect(response.body).toContain(text);
  });

  it('does not know models and versions that do not serve', async () => {
    const app = await startedService();
    expect((await app.inject('/v2/models/other')).statusCode).toBe(404);
    expect((await app.inject('/v2/models/churn/versions/9')).statusCode).toBe(404);
    expect((await app.inject('/v2/models/churn/versions/9/ready')).statusCode).toBe(503);
  });
});
