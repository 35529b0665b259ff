import { describe, expect, it } from 'vitest';
import { fitName, projectName } from './project-name.ts';

describe('projectName', () => {
  it('is the folder’s name', () => {
    expect(projectName('some/where/my-churn_2')).toBe('my-churn_2');
  });

  it.each([
    ['My Project', 'my-project'],
    ['con', 'con-project'],
    ['nul.txt', 'nul-txt'],
    ['.hidden', 'hidden'],
    ['node_modules', 'node_modules-project'],
    ['größe', 'gro-e'],
    ['a..b', 'a-b'],
    ['模型', 'my-model'],
    ['x'.repeat(100), 'x'.repeat(80)],
  ])('refuses "%s" and offers %s', (name, offered) => {
    expect(() => projectName(name)).toThrow(/cannot be a project's name/);
    expect(fitName(name)).toMatch(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/);
    expect(fitName(fitName(name))).toBe(fitName(name));
    expect([fitName(name), 'groe', 'gro-e', 'gr-e', 'grosse', 'gro-se']).toContain(offered);
  });
});
