import { describe, expect, it } from 'vitest';
import { goodRow, servedModel } from '../../test/served-fixture.ts';
import { startedService } from '../../test/started-service.ts';
import { createService } from '../create-service.ts';

describe('docsRoutes', () => {
  it('describes the request by the contract, without what the stages alone need to know', async () => {
    const app = await startedService();
    const document = (await app.inject('/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    const schema = document.components.schemas['churn.Row'];
    expect(schema.additionalProperties).toBe(false);
    expect(schema.required).toEqual(['age', 'spend', 'plan', 'has_discount']);
    expect(schema.properties.age).toMatchObject({ type: 'integer', minimum: 18, maximum: 100 });
    expect(Object.keys(schema.properties)).not.toContain('churn');
    expect(JSON.stringify(document)).not.toMatch(/"role"|"pii"/);
    const body = document.paths['/models/churn/predict'].post.requestBody;
    const { example } = body.content['application/json'];
    expect(example).toMatchObject(goodRow);
    const answer = await app.inject({ method: 'POST', url: '/predict', payload: example });
    expect(answer.statusCode).toBe(200);
  });

  it('describes every route that there is', async () => {
    const app = createService({ models: [servedModel()] });
    await app.ready();
    const document = (await app.inject('/openapi.json')).json();
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(Object(methods)).map((method) => `${method} ${path}`),
    );
    for (const entry of described) {
      const [method = '', path = ''] = entry.split(' ');
      const url = path.replaceAll(/\{(\w+)\}/g, ':$1').replace('/models/churn/', '/models/:name/');
      expect(app.hasRoute({ method: method === 'get' ? 'GET' : 'POST', url }), entry).toBe(true);
    }
    const printed = app.printRoutes({ commonPrefix: false });
    const count = [...printed.matchAll(/\((GET, HEAD|GET|POST)/g)].length;
    expect(described).toHaveLength(count);
    await app.close();
  });

  it('shows the same as a page', async () => {
    const app = await startedService();
    const page = await app.inject('/docs');
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).toContain('<code>age</code>');
    expect(page.body).toContain('≥ 18, ≤ 100');
  });

  it('has a document before there is a model', async () => {
    const app = await startedService({ models: [servedModel({ currentVersion: () => null })] });
    expect((await app.inject('/openapi.json')).statusCode).toBe(200);
    expect((await app.inject('/docs')).statusCode).toBe(200);
  });
});

describe('modelRoutes', () => {
  it('tells version, hashes, metrics and contract', async () => {
    const app = await startedService();
    const info = (await app.inject('/models/churn')).json();
    expect(info).toMatchObject({ name: 'churn', version: 1, dataLabel: '2026Q1' });
    expect(info.contract.target).toBe('churn');
    expect(info.verdict).toEqual({ decision: 'pass', sentence: 'All checks pass.' });
    const { models } = (await app.inject('/models')).json();
    expect(models).toHaveLength(1);
    expect((await app.inject('/models/nobody')).statusCode).toBe(404);
    expect((await app.inject('/nowhere')).json().error).toContain('GET /docs');
  });
});
