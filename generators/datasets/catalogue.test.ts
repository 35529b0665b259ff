import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkoutPayload } from '../checkout-payload.ts';
import { planProject } from '../project/plan-project.ts';
import { formatProblems } from '../test/format-problems.ts';
import { planProblems } from '../test/plan-problems.ts';
import { type CataloguedSet, catalogue } from './catalogue.ts';
import { datasetPlan } from './dataset-plan.ts';

const payload = checkoutPayload(join(import.meta.dirname, '..', '..'));
const sets = Object.entries<CataloguedSet>(catalogue);

describe.each(sets)('the public data set %s', (name, { task, target, expected }) => {
  const data = datasetPlan(name, payload);
  if (data === null) throw new RangeError(name);
  const files = planProject(
    { name: 'acme', task, model: name, ci: 'github', backend: 'auto' },
    data,
    payload,
  );
  const text = (path: string) => {
    const file = files.find((each) => each.path === path);
    return file !== undefined && 'content' in file.source
      ? new TextDecoder().decode(file.source.content)
      : '';
  };

  it('makes a project that has all but the data', () => {
    expect(planProblems(files)).toEqual([]);
    expect(formatProblems([files])).toBe('');
    const paths = files.map(({ path }) => path);
    expect(paths).toContain('libs/catalogue/src/index.ts');
    expect(paths).not.toContain(`models/${name}/data/dataset.lock.json`);
    expect(paths.some((path) => path.includes('/raw/'))).toBe(false);
    expect(JSON.parse(text('package.json')).devDependencies).toHaveProperty(['@types/yauzl']);
    expect(text('README.md')).toContain('`npm run data` fetches it');
    expect(text('tools/data.ts')).toContain('@create-mlops/catalogue');
    expect(text('.gitignore')).toContain('models/*/data/raw/');
  });

  it.runIf(task === 'text')('checks what its texts say', () => {
    const settings = text(`models/${name}/validate/validate.config.ts`);
    for (const check of ['nearDuplicates', 'textLeakage', 'labelNoise', 'scripts', 'newWords']) {
      expect(settings).toMatch(new RegExp(`^  ${check}: `, 'm'));
    }
  });

  it('names target and classes as its contract does', () => {
    const contract = text(`models/${name}/data/contract.ts`);
    const [, described = ''] =
      new RegExp(`\\b${target}: z([\\s\\S]*?)role: 'target'`).exec(contract) ?? [];
    expect(described).not.toBe('');
    for (const label of expected.classes) expect(described).toMatch(new RegExp(`\\b${label}\\b`));
  });

  it('says whose it is, and how its bytes are known', () => {
    const source = JSON.parse(text(`models/${name}/data/source.json`));
    expect(source).toMatchObject({ schemaVersion: 1, name });
    for (const word of [source.licence, source.citation, source.title]) expect(word).not.toBe('');
    for (const { url, sha256 } of source.downloads) {
      expect(url).toMatch(/^https?:\/\//);
      if (name !== 'sms-spam') expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });
});
