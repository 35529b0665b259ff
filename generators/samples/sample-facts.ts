import { createHash } from 'node:crypto';

/** What the lock says of a sample's bytes. Found out when the payload is made, not whenever a project is. */
export type SampleFacts = {
  readonly sha256: string;
  readonly rows: number;
  readonly columns: readonly string[];
  /** Rows per class in the order of their names; empty for regression. */
  readonly classes: Readonly<Record<string, number>>;
};

/** @param target the column whose classes are counted; `null` for regression. */
export function sampleFacts(csv: string, target: string | null): SampleFacts {
  const [header = '', ...lines] = csv.trimEnd().split('\n');
  const columns = header.split(',');
  const classes: Record<string, number> = {};
  if (target !== null) {
    const position = columns.indexOf(target);
    for (const line of lines) {
      const value = line.split(',')[position] ?? '';
      classes[value] = (classes[value] ?? 0) + 1;
    }
  }
  return {
    sha256: createHash('sha256').update(csv).digest('hex'),
    rows: lines.length,
    columns,
    classes: Object.fromEntries(Object.entries(classes).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
