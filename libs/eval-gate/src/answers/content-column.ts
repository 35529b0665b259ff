import type { ContractColumn, ContractDescription } from '@create-mlops/contracts';

/**
 * The column that a person would look at to see what a row is: the picture or the text that is learned from. `null` for a
 * model of numbers and categories, and where it holds personal data, which no report shows.
 */
export function contentColumn({ columns }: ContractDescription): ContractColumn | null {
  return (
    columns.find(
      ({ kind, role, pii }) => role === 'feature' && !pii && (kind === 'image' || kind === 'text'),
    ) ?? null
  );
}
