import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { needsOf, readWorkflows, type Step, type Workflow } from './workflow.ts';

const templates = join(import.meta.dirname, '..', '..', 'templates', 'ci');
const github = readWorkflows(templates, 'github', 'dot-github', 'workflows');
const gitlab: Readonly<Record<string, { stage?: string; script?: string[] }>> & {
  stages: string[];
} = parse(
  readFileSync(join(templates, 'gitlab', 'dot-gitlab-ci.yml'), 'utf8'),
  // `!reference` names lines of another job; what they are does not matter here.
  { customTags: [{ tag: '!reference', collection: 'seq' as const }] },
);

/** What a line does to the project: `plan`, `stage train`, `npm run lint`; nothing for the rest. */
function commands(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const script = /tools\/ci\/([\w-]+)\.mjs([\w ]*)/.exec(line);
    if (script !== null) return [`${script[1]}${script[2]?.replace(/\s+$/, '')}`.trim()];
    const npm = /npm run (lint|typecheck|coverage|data)$/.exec(line.trim());
    return npm === null ? [] : [`npm run ${npm[1]}`];
  });
}

/** Commands of a workflow's jobs in the order of `needs`, without those that only report. */
function ofGithub(workflow: Workflow, jobs: readonly string[]): string[] {
  return jobs.flatMap((name) =>
    (workflow.jobs[name]?.steps ?? []).flatMap((step: Step) => commands(step.run ?? '')),
  );
}

const ofGitlab = (...jobs: string[]): string[] =>
  jobs.flatMap((name) => (gitlab[name]?.script ?? []).flatMap(commands));
/** The page of a run is the other provider's comment and message. */
const isWork = (command: string) => !/^(comment|notify|loosened-limits)/.test(command);

const train = github.get('train.yml');
const deploy = github.get('deploy.yml');

describe('the second provider', () => {
  it('runs the same commands in the same order, from the plan to production', () => {
    if (train === undefined || deploy === undefined) throw new Error('A workflow is missing.');
    const stages = ['plan', 'quality', 'validate', 'train', 'evaluate', 'register'];
    const one = [
      ...ofGithub(train, stages),
      ...ofGithub(deploy, ['staging', 'production']),
      ...ofGithub(train, ['result']),
    ].filter(isWork);
    const other = ofGitlab(...stages, 'staging', 'production', 'result').filter(isWork);
    expect(other).toEqual(one);
    expect(one).toEqual([
      'plan',
      'npm run lint',
      'npm run typecheck',
      'npm run coverage',
      'stage test',
      'stage validate',
      'stage train',
      'stage evaluate test',
      'stage register',
      'deploy staging',
      'deploy production',
      'gather-pages',
      'bring-production',
    ]);
  });

  it('tells every stage and deployment its models, or what to compare with', () => {
    const lines = Object.values(gitlab).flatMap((job) =>
      'script' in job ? (job.script ?? []) : [],
    );
    const told = lines.filter((line) => /tools\/ci\/(stage|deploy)\.mjs/.test(line));
    expect(told).toHaveLength(8);
    // The drift stage looks at all models.
    const untold = told.filter((line) => !/(MODELS|NX_BASE)="\$/.test(line));
    expect(untold).toEqual(['node tools/ci/stage.mjs drift || [ $? -eq 5 ]']);
  });

  it('lets each stage wait for the one before it, as the first does by `needs`', () => {
    const order = ['plan', 'quality', 'validate', 'train', 'evaluate', 'register'];
    expect(gitlab.stages.filter((stage) => order.includes(stage))).toEqual(order);
    for (const [index, name] of order.entries()) {
      const before = order[index - 1];
      const job = train?.jobs[name];
      if (before !== undefined && job !== undefined) expect(needsOf(job)).toContain(before);
      expect(gitlab[name]?.stage).toBe(name);
    }
  });

  it('looks at drift and rolls back by the same commands', () => {
    const jobs = (file: string, job: string) => {
      const workflow = github.get(file);
      return workflow === undefined ? [] : ofGithub(workflow, [job]).filter(isWork);
    };
    expect(ofGitlab('drift')).toEqual(jobs('drift.yml', 'drift'));
    expect(ofGitlab('rollback')).toEqual(jobs('rollback.yml', 'rollback'));
  });
});
