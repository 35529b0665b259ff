import { describe, expect, it } from 'vitest';
import { appendToLog, type LoggedEvent, type RegistryLog } from './registry-log.ts';
import { registryPage } from './registry-page.ts';

const at = '2026-01-02T03:04:05.000Z';

function register(log: RegistryLog, version: number): RegistryLog {
  const record = {
    schemaVersion: 1 as const,
    model: 'churn',
    version,
    modelHash: 'a'.repeat(64),
    dataHash: 'd'.repeat(64),
    gitCommit: 'c'.repeat(40),
    registeredAt: at,
    registeredBy: 'pipeline',
    decision: 'pass',
    manifestSha256: 'f'.repeat(64),
    metrics: { accuracy: 0.87654, auc: 0.9 },
    parentVersion: version === 1 ? null : version - 1,
  };
  return appendToLog(log, 'churn', {
    ...event('registered', version),
    registration: { record, bundle: 'b'.repeat(40) },
  });
}

const event = (name: LoggedEvent['event'], version: number, reason = 'it passed'): LoggedEvent => ({
  at,
  by: 'ada',
  reason,
  event: name,
  version,
  alias: name === 'registered' ? null : 'production',
  fromVersion: null,
  revision: name === 'registered' ? null : version,
});

describe('registryPage', () => {
  it('shows what serves, the versions with metrics and lineage, and who moved what', () => {
    let log = register(register(new Map(), 1), 2);
    log = appendToLog(log, 'churn', event('promoted', 2));
    const page = registryPage(log, 'mlops-registry');
    expect(page).toContain('Version **2** is in production.');
    expect(page).toContain(
      '| 2 | **production** | pass | 0.8765 | 0.9000 | `dddddddddddd` | `cccccccccccc` | version 1 | 2026-01-02 03:04 | pipeline |',
    );
    expect(page).toContain('| 2026-01-02 03:04 | version 2 promoted | ada | it passed |');
    expect(page).toContain('git fetch origin refs/models/churn/2');
  });

  it('keeps reasons that people type in their cell', () => {
    const log = appendToLog(register(new Map(), 1), 'churn', event('promoted', 1, 'a | b\n<img>'));
    expect(registryPage(log, 'mlops-registry')).toContain('| a \\| b &lt;img> |');
  });

  it('stays short, and says how many versions there are', () => {
    let log: RegistryLog = new Map();
    for (let version = 1; version <= 250; version++) log = register(log, version);
    const page = registryPage(log, 'mlops-registry');
    expect(page).toContain('The newest 30 of 250 versions.');
    expect(page.length).toBeLessThan(6_000);
  });
});
