import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasTerminal, keys, onTerminal, type Step } from './on-terminal.ts';
import { createCommand, entries, freshFolder, smallCsv } from './run-create.ts';

const where: Step = { until: 'Where?', type: keys.enter };
const learns: Step = { until: 'What does it learn from?', type: keys.enter };
const which = (answer: string): Step => ({ until: 'Which data?', type: `${answer}${keys.enter}` });
const target: Step = { until: 'Which column', type: keys.enter };
const rest = ['--no-install', '--no-git'];

const ask = (cwd: string, steps: readonly Step[], words: readonly string[] = []) =>
  onTerminal([...createCommand, ...words, ...rest], steps, { cwd });
const recordOf = (project: string) =>
  JSON.parse(readFileSync(join(project, '.create-mlops.json'), 'utf8'));

describe.skipIf(!hasTerminal).concurrent('create-mlops on a terminal', () => {
  it('asks for folder, task, data and target, and offers the columns of the file', async () => {
    const cwd = freshFolder();
    writeFileSync(join(cwd, 'my data.csv'), smallCsv());
    const { code, output, left } = await ask(cwd, [where, learns, which("'my data.csv'"), target]);
    expect({ code, left }, output).toEqual({ code: 0, left: 0 });
    expect(output).toContain('integer, 2 different');
    expect(recordOf(join(cwd, 'my-model')).answers).toMatchObject({
      name: 'my-model',
      data: '../my data.csv',
      target: 'y',
    });
    expect(output).toContain("--data 'my data.csv' --target y --yes");
  });

  it('takes another column when the person goes up the list', async () => {
    const cwd = freshFolder();
    writeFileSync(join(cwd, 'd.csv'), smallCsv());
    const up: Step = { until: 'Which column', type: `${keys.up}${keys.enter}` };
    const { code, output } = await ask(cwd, [up], ['app', '--data', 'd.csv']);
    expect(code, output).toBe(0);
    expect(recordOf(join(cwd, 'app')).answers.target).toBe('b');
  });

  it('asks three questions for a sample, and none that a flag has answered', async () => {
    const cwd = freshFolder();
    const three = await ask(cwd, [where, learns, which('houses')]);
    expect({ code: three.code, left: three.left }, three.output).toEqual({ code: 0, left: 0 });
    expect(three.output).not.toContain('Which column');
    const none = await ask(cwd, [], ['app', '--data', 'churn']);
    expect(none.code, none.output).toBe(0);
    expect(none.output).not.toMatch(/Where\?|What does|Which/);
    const yes = await ask(cwd, [], ['other', '--yes']);
    expect(yes.output).not.toMatch(/Where\?|What does|Which/);
  });

  it('makes another kind of project when the person goes down the list', async () => {
    const cwd = freshFolder();
    const down: Step = {
      until: 'What does it learn from?',
      type: `${keys.down}${keys.down}${keys.enter}`,
    };
    const { code, output, left } = await ask(cwd, [where, down, which('')]);
    expect({ code, left }, output).toEqual({ code: 0, left: 0 });
    expect(recordOf(join(cwd, 'my-model')).answers).toMatchObject({
      task: 'text',
      data: 'reviews',
    });
  });

  it('lets a wrong answer be mended where it was given', async () => {
    const cwd = freshFolder();
    mkdirSync(join(cwd, 'taken'));
    writeFileSync(join(cwd, 'taken', 'thesis.docx'), '');
    const clear = '\u007f'.repeat(20);
    const { code, output, left } = await ask(cwd, [
      { until: 'Where?', type: `taken${keys.enter}` },
      { until: 'thesis.docx', type: `${clear}My Model${keys.enter}` },
      { until: 'such as my-model', type: `${clear}fine${keys.enter}` },
      learns,
      which('nothing.csv'),
      { until: 'There is no file nothing.csv', type: `${clear}churn${keys.enter}` },
    ]);
    expect({ code, left }, output).toEqual({ code: 0, left: 0 });
    expect(entries(cwd)).toEqual(['fine', 'taken']);
  });

  const stops: readonly (readonly [string, readonly Step[]])[] = [
    ['folder', [{ until: 'Where?', type: keys.ctrlC }]],
    ['task', [where, { until: 'What does it learn from?', type: keys.ctrlC }]],
    ['data', [where, learns, { until: 'Which data?', type: keys.ctrlC }]],
    ['target', [where, learns, which('d.csv'), { until: 'Which column', type: keys.ctrlC }]],
  ];
  it.each(stops)('ends with 130 and nothing written on Ctrl-C at the %s', async (_name, steps) => {
    const cwd = freshFolder();
    writeFileSync(join(cwd, 'd.csv'), smallCsv());
    const { code, output, left } = await ask(cwd, steps);
    expect({ code, left }, output).toEqual({ code: 130, left: 0 });
    expect(output).toContain('Nothing was written');
    expect(entries(cwd)).toEqual(['d.csv']);
  });

  it('ends with 130 and nothing written when it is told to stop at a question', async () => {
    const cwd = freshFolder();
    const { code, output } = await ask(cwd, [{ until: 'Where?', signal: 'SIGTERM' }]);
    expect(code, output).toBe(130);
    expect(entries(cwd)).toEqual([]);
  });

  it('never asks in CI, nor for JSON', async () => {
    const cwd = freshFolder();
    const ci = await onTerminal([...createCommand, ...rest], [], {
      cwd,
      environment: { CI: 'true' },
    });
    expect(ci.code).toBe(2);
    expect(ci.output).toContain('No folder was named');
    const json = await ask(cwd, [], ['--json']);
    expect(json.code).toBe(2);
    expect(existsSync(join(cwd, 'my-model'))).toBe(false);
  });
});
