import { describe, expect, it } from 'vitest';
import { flags } from './flags.ts';
import { helpText } from './help.ts';
import { parseArguments } from './parse-arguments.ts';

describe('parseArguments', () => {
  it('reads a directory, values and switches in any order', () => {
    const typed = parseArguments(['--yes', 'app', '--data', 'a b.csv', '--target=y', '--no-git']);
    expect(typed.directory).toBe('app');
    expect(typed.values).toEqual({ data: 'a b.csv', target: 'y' });
    expect([...typed.switches]).toEqual(['yes', 'no-git']);
  });

  it('collects a column to keep as often as it is given', () => {
    expect(parseArguments(['--keep', 'a', '--keep', 'b']).keep).toEqual(['a', 'b']);
  });

  it('refuses an unknown flag and names the nearest', () => {
    expect(() => parseArguments(['--taget', 'y'])).toThrow('There is no flag --taget.');
    try {
      parseArguments(['--taget', 'y']);
    } catch (error) {
      expect(error).toMatchObject({ exitCode: 2, hint: 'Did you mean --target? See --help.' });
    }
  });

  it('refuses a single-letter flag, a missing value, a value for a switch and a second directory', () => {
    expect(() => parseArguments(['-y'])).toThrow('There is no flag -y.');
    expect(() => parseArguments(['--data'])).toThrow('--data needs a value.');
    expect(() => parseArguments(['--data', '--yes'])).toThrow('--data needs a value.');
    expect(() => parseArguments(['--yes=no'])).toThrow('--yes takes no value');
    expect(() => parseArguments(['a', 'b'])).toThrow('two directories: "a" and "b"');
    expect(() => parseArguments(['--ci', 'none', '--ci=github'])).toThrow('--ci is given twice');
  });

  // What npm 11 leaves of: npm create mlops app --task=tabular --test-data=test.csv --keep=a --keep=b --ci=none
  // --no-install --no-git --dry-run --yes
  const left = {
    npm_command: 'init',
    npm_config_task: 'tabular',
    npm_config_test_data: 'test.csv',
    npm_config_keep: 'a\n\nb',
    npm_config_cidr: 'none',
    npm_config_install: '',
    npm_config_git: 'false',
    npm_config_dry_run: 'true',
    npm_config_yes: 'true',
    npm_config_json: '',
  };

  it('takes back what npm kept for itself when the -- was forgotten', () => {
    const typed = parseArguments(['app'], left);
    expect(typed.values).toEqual({ task: 'tabular', 'test-data': 'test.csv', ci: 'none' });
    expect(typed.keep).toEqual(['a', 'b']);
    expect([...typed.switches]).toEqual(['yes', 'no-install', 'no-git', 'dry-run']);
    expect(typed.recovered).toEqual([
      '--task tabular',
      '--test-data test.csv',
      '--keep a',
      '--keep b',
      '--ci none',
      '--no-install',
      '--no-git',
      '--dry-run',
    ]);
  });

  it('counts what was typed after the -- more', () => {
    const typed = parseArguments(['app', '--ci', 'github'], left);
    expect(typed.values.ci).toBe('github');
    expect(typed.recovered).not.toContain('--ci none');
  });

  it('says how to type it when npm lost a value instead of speaking of two directories', () => {
    expect(() =>
      parseArguments(['app', 'a.csv'], { npm_command: 'init', npm_config_data: 'true' }),
    ).toThrow('npm took --data for its own and lost its value.');
  });

  it('does not take the target that an .npmrc holds for Electron', () => {
    const electron = { npm_command: 'init', npm_config_target: '28.0.0' };
    expect(parseArguments(['app'], electron).values).toEqual({});
  });

  it('leaves npm’s variables alone outside of npm create', () => {
    expect(parseArguments([], { npm_config_task: 'tabular' }).values).toEqual({});
  });
});

describe('helpText', () => {
  it('names every flag in lines that fit a terminal', () => {
    for (const { name } of flags) expect(helpText()).toContain(`--${name}`);
    for (const line of helpText().split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });
});
