import type { ContractColumn, DatasetLock } from '@create-mlops/contracts';
import { momentColumnName, quoteName } from '@create-mlops/dataset';
import { checkSettings, defineCheck } from '../check.ts';
import { failingText } from '../words.ts';

/** No timestamp lies after the moment the data was taken. */
export const futureTimestamps = defineCheck({
  name: 'futureTimestamps',
  topic: 'rows',
  description: 'No timestamp lies after the moment the data was taken.',
  settings: checkSettings({}),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_column_max_to_be_between',
  needs: ({ columns, lock }) =>
    columns.filter(isMoment).map((column) => ({
      kind: 'predicate',
      key: `futureTimestamps:${column.name}`,
      violated: `epoch_ms(${quoteName(momentColumnName(column.name))}) > ${takenMs(lock)}`,
      provedBy: {
        column: column.name,
        holds: ({ count, latestMs }) =>
          count === 0 || (latestMs !== null && latestMs <= takenMs(lock)),
      },
      ...(column.pii ? {} : { shown: quoteName(column.name) }),
    })),
  judge: (evidence) =>
    evidence.columns.filter(isMoment).map((column) => {
      const found = evidence.found(`futureTimestamps:${column.name}`);
      const day = evidence.lock.capturedAt.slice(0, 10);
      return {
        column: column.name,
        holds: found.count === 0,
        reason: 'outOfRange',
        expected: `not after ${day}`,
        received: failingText(found, `after ${day}`),
        count: found.count,
        rows: found.rows,
      };
    }),
});

const takenMs = (lock: DatasetLock) => Date.parse(lock.capturedAt) || 0;

/** A date of birth may be any day; what matters is when a row happened. */
function isMoment(column: ContractColumn): boolean {
  return column.role === 'timestamp';
}
