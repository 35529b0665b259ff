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
  whyWithheld,
} from '@create-mlops/contracts';
import { toPredictions } from '../predictor/create-predictor.ts';
import type { Engine } from '../predictor/engine.ts';
import { runEncoded } from '../predictor/run-encoded.ts';

const SAMPLES = 20;

/**
 * Requests spread evenly over the validation split with the answers given now: what `verifySamples` holds the service
 * against. Rows have the contract's columns but those that a request leaves out, such as the target; columns marked `pii` are
 * blanked unless learned from.
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
  const columns = contract.columns.filter((column) => whyWithheld(column) === null);
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
  const names = columns.map(({ name }) => name);
  const asSent = tableFromRows(rows, names);
  const held = encoder.inline === undefined ? asSent : await encoder.inline(asSent);
  const table = deriveFeatures(held, features);
  const { width } = encoder;
  const encoded = await encoder.encode(table);
  const outputs = await runEncoded(encoded, { width, outputs: engine.outputs }, engine.run);
  const answers = toPredictions(outputs, encoder);
  const values = answers.kind === 'classification' ? answers.scores : answers.values;
  return {
    rows: rows.map((_, index) =>
      Object.fromEntries(names.map((name) => [name, held.columns[name]?.[index] ?? null])),
    ),
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
