import { describe, expect, it } from 'vitest';
import {
  appendToLog,
  type LoggedEvent,
  newestLogFile,
  parseRegistryLog,
  type RegistryLog,
} from './registry-log.ts';

const move = (revision: number): LoggedEvent => ({
  at: '2026-01-01T00:00:00.000Z',
  by: 'ada',
  reason: 'a test',
  event: 'aliasSet',
  version: revision,
  alias: 'candidate',
  fromVersion: null,
  revision,
});

describe('registry log', () => {
  it('is read as it was written, file after file', () => {
    let log: RegistryLog = new Map();
    const files = new Map<string, string>();
    for (let revision = 1; revision <= 205; revision++) {
      log = appendToLog(log, 'churn', move(revision));
      const { path, text } = newestLogFile(log, 'churn');
      files.set(path, text);
    }
    expect([...files.keys()]).toEqual([
      'churn/events/00000.ndjson',
      'churn/events/00001.ndjson',
      'churn/events/00002.ndjson',
    ]);
    expect(files.get('churn/events/00002.ndjson')?.split('\n')).toHaveLength(6);
    expect(parseRegistryLog(files)).toEqual(log);
  });

  it('takes no file for a log that is none', () => {
    expect(parseRegistryLog(new Map([['README.md', '# Model registry\n']]))).toEqual(new Map());
  });

  it('names the line that somebody edited', () => {
    const { path, text } = newestLogFile(appendToLog(new Map(), 'churn', move(1)), 'churn');
    expect(() => parseRegistryLog(new Map([[path, `${text}edited\n`]]))).toThrow(
      'churn/events/00000.ndjson, line 2 of the registry branch',
    );
  });
});
