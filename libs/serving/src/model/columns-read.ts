import type { Feature, Row } from '@create-mlops/contracts';

/**
 * Names of the columns that the derived features read, found by watching them work on sample rows. A request must have
 * these columns even where their role would let it leave them out.
 */
export function columnsRead(
  features: readonly Feature[],
  samples: readonly Row[],
): ReadonlySet<string> {
  const names = new Set<string>();
  const rows = samples.length > 0 ? samples : [{}];
  for (const row of rows) {
    const watched = new Proxy(row, {
      get(target, name) {
        if (typeof name === 'string') names.add(name);
        return Reflect.get(target, name);
      },
    });
    for (const { compute } of features) {
      try {
        (compute as (row: Row) => unknown)(watched);
      } catch {
        // A blanked sample may be too little for a feature; what it read until then counts.
      }
    }
  }
  return names;
}
