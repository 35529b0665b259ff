import type { Encoder, Representation, Table } from '@create-mlops/contracts';
import type { Engine } from './engine.ts';
import { runEncoded } from './run-encoded.ts';

/**
 * A point per row, from the encoder or from the model's last layer but one; `null` where neither gives one.
 * @param table rows with derived features already added.
 */
export async function representRows(
  table: Table,
  encoder: Encoder,
  engine: Engine,
): Promise<Representation | null> {
  const { represent } = encoder;
  if (represent === undefined) return null;
  if (represent !== 'penultimate') return represent(table);
  const { penultimate } = engine;
  if (penultimate === undefined) return null;
  const encoded = await encoder.encode(table);
  const none = new Float32Array(encoder.width);
  const { width } = await penultimate(none, 1);
  const values = await runEncoded(
    encoded,
    { width: encoder.width, outputs: width },
    async (inputs, count) => (await penultimate(inputs, count)).values,
  );
  return { width, values };
}
