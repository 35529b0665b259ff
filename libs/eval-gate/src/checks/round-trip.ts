import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleSamplesSchema, type GateCheck, tableFromRows } from '@create-mlops/contracts';
import type { GateContext } from '../gate-context.ts';
import { numbersOf } from '../predict-all.ts';
import { plainCheck } from './gate-check.ts';

/** Scores may differ by this, values by this share of the largest recorded one. */
const TOLERANCE = 1e-6;

/** Whether the bundle, loaded again, answers its recorded samples as it did at the end of training. */
export async function roundTrip({ candidate, bundleDirectory }: GateContext): Promise<GateCheck[]> {
  const path = join(bundleDirectory, 'samples.json');
  const judge = (parts: Pick<GateCheck, 'status' | 'reason'> & Partial<GateCheck>) => [
    plainCheck({ check: 'roundTrip', against: 'behaviour', limit: TOLERANCE, ...parts }),
  ];
  if (!existsSync(path)) {
    return judge({
      status: 'warn',
      reason: 'The bundle has no recorded samples (samples.json) to compare with.',
    });
  }
  const samples = bundleSamplesSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!samples.success) {
    return judge({ status: 'block', reason: 'The recorded samples of the bundle are unreadable.' });
  }
  const { rows, outputs } = samples.data;
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const answers = numbersOf(await candidate.predict(tableFromRows(rows, names)));
  const recorded = outputs.flat();
  const scale = recorded.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const width = outputs[0]?.length ?? 1;
  let [worst, row] = [0, 0];
  for (const [at, value] of recorded.entries()) {
    const received = Math.abs((answers[at] ?? Number.NaN) - value) / scale;
    const difference = Number.isNaN(received) ? Number.POSITIVE_INFINITY : received;
    if (difference > worst) [worst, row] = [difference, Math.floor(at / width)];
  }
  if (answers.length !== recorded.length) worst = Number.POSITIVE_INFINITY;
  const same = worst <= TOLERANCE;
  return judge({
    status: same ? 'pass' : 'block',
    value: Number.isFinite(worst) ? worst : null,
    n: rows.length,
    reason: same
      ? `The bundle answers its ${rows.length} recorded samples as training did.`
      : `The bundle does not answer its recorded samples as training did, worst in sample ${row + 1}: data/features.ts or the bundle changed since.`,
  });
}
