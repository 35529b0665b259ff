import type { Feature } from '@create-mlops/contracts';
import type { Row } from './contract.ts';

/** What a customer pays for one visit; `null` when the visits are not known. */
export function spendPerVisit(row: Row): number | null {
  return row.visits_per_month === null ? null : row.monthly_spend / (row.visits_per_month + 1);
}

/** The hour of the last visit, 0 to 23, as it stands in the data (UTC). */
function visitHour(row: Row): number {
  return Number(row.last_visit_at.slice(11, 13));
}

/** Sine and cosine of an hour put 23 o'clock beside 0 o'clock, which a plain number cannot. */
const turn = (hour: number) => (2 * Math.PI * hour) / 24;

/**
 * Columns derived from one row. The same functions run on the whole table in training and on single requests in the
 * service, so they must not look at other rows, clocks or files.
 */
export const features: readonly Feature<Row>[] = [
  { name: 'spend_per_visit', compute: spendPerVisit },
  { name: 'visit_hour_sin', compute: (row) => Math.sin(turn(visitHour(row))) },
  { name: 'visit_hour_cos', compute: (row) => Math.cos(turn(visitHour(row))) },
];
