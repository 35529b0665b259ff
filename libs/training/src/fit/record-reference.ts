import { type Encoder, spreadRows, type Table } from '@create-mlops/contracts';
import type { Engine } from '../predictor/engine.ts';
import { representRows } from '../predictor/represent-rows.ts';
import type { ModelReference } from './trained-model.ts';

/** Rows whose raw content is measured: enough for a quantile sketch. */
const MEASURED_ROWS = 2_000;
/** Points kept: a comparison of 500 with 500 finds what matters, and they travel with every bundle. */
const POINTS = 500;

/**
 * What the drift check will compare a window with, besides columns and predictions. Columns that depend on what the
 * encoder has seen, and the points, are those of the validation split.
 */
export async function recordReference(
  splits: { readonly train: Table; readonly validation: Table },
  encoder: Encoder,
  engine: Engine,
): Promise<ModelReference> {
  const { measure, measured: columns = [] } = encoder;
  const measured: Record<string, readonly (number | null)[]> = {};
  for (const [split, isFitted] of [
    ['train', false],
    ['validation', true],
  ] as const) {
    const wanted = columns.filter((column) => column.isFitted === isFitted);
    if (measure === undefined || wanted.length === 0) continue;
    const values = await measure(spreadRows(splits[split], MEASURED_ROWS));
    for (const { name } of wanted) measured[name] = values[name] ?? [];
  }
  const representation =
    encoder.represent === undefined
      ? null
      : await representRows(spreadRows(splits.validation, POINTS), encoder, engine);
  return { measured, representation };
}
