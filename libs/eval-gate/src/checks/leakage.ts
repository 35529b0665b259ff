import type { Finding, GateCheck } from '@create-mlops/contracts';
import type { GateContext } from '../gate-context.ts';
import { plainCheck } from './gate-check.ts';

/** What data validation said of leaks: a figure of merit on leaking data means nothing. */
export function leakage({ validation }: GateContext): GateCheck[] {
  if (validation === null) return [];
  const findings = validation.findings.filter(isAboutLeakage);
  const worst = (status: Finding['status']) =>
    findings.find((finding) => finding.status === status);
  const found = worst('fail') ?? worst('warn');
  if (found === undefined) {
    return [
      plainCheck({
        check: 'leakage',
        against: 'validation',
        status: 'pass',
        n: validation.rows,
        reason:
          findings.length === 0
            ? 'Validation looked for no leaks.'
            : 'Validation found no leak between the splits or from the target.',
        method: 'validation report',
      }),
    ];
  }
  const column = found.column === null ? '' : `${found.column}: `;
  return [
    plainCheck({
      check: 'leakage',
      against: 'validation',
      status: found.status === 'fail' ? 'block' : 'warn',
      n: validation.rows,
      reason: `Validation found a leak (${found.check}): ${column}${found.received.replace(/\.$/, '')}.`,
      method: 'validation report',
    }),
  ];
}

function isAboutLeakage({ check, reason }: Finding): boolean {
  return reason === 'splitLeakage' || reason === 'targetLeakage' || check.endsWith('Leakage');
}
