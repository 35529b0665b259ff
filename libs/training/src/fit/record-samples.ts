import {
  type BundleSamples,
  type ContractDescription,
  deriveFeatures,
  type Encoder,
  type Feature,
  type Row,
  rowOf,
  type Table,
  tableFromRows,
} from '@create-mlops/contracts';
import { toPredictions } from '../predictor/create-predictor.ts';
import type { Engine } from '../predictor/engine.ts';

const SAMPLES = 20;

/**
 * Requests spread evenly over the validation split with the answers given now: what `verifySamples` holds the service
 * against. Rows have the contract's columns but the target and what gives it away, as a request has; columns marked `pii` are blanked unless learned from.
 */
export async function recordSamples(
  validation: Table,
  contract: ContractDescription,
  parts: {
    readonly encoder: Encoder;
    readonly features: readonly Feature[];
    readonly engine: Engine;
  },
): Promise<BundleSamples> {
  const { encoder, features, engine } = parts;
  const columns = contract.columns.filter(({ role }) => role !== 'target' && role !== 'leak');
  const blanked = new Set(
    columns.filter(({ pii, role }) => pii && role !== 'feature').map(({ name }) => name),
  );
  const count = Math.min(SAMPLES, validation.rowCount);
  const rows = Array.from({ length: count }, (_, index): Row => {
    const row = rowOf(validation, Math.floor((index * validation.rowCount) / count));
    return Object.fromEntries(
      columns.map(({ name }) => [name, blanked.has(name) ? null : (row[name] ?? null)]),
    );
  });
  const table = deriveFeatures(
    tableFromRows(
      rows,
      columns.map(({ name }) => name),
    ),
    features,
  );
  const answers = toPredictions(await engine.run(encoder.encode(table), count), encoder);
  const values = answers.kind === 'classification' ? answers.scores : answers.values;
  return {
    rows,
    features: rows.map((_, index) =>
      Object.fromEntries(
        features.map(({ name }) => {
          const value = table.columns[name]?.[index];
          return [name, typeof value === 'number' ? value : null];
        }),
      ),
    ),
    outputs: rows.map((_, index) =>
      Array.from(values.subarray(index * engine.outputs, (index + 1) * engine.outputs)),
    ),
  };
}
