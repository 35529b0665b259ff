import type { ContractColumn } from '@create-mlops/contracts';
import type { Subject } from './evidence.ts';

/** Columns of texts that are learned from. */
export function textFeatures({ columns }: Pick<Subject, 'columns'>): readonly ContractColumn[] {
  return columns.filter(({ kind, role }) => kind === 'text' && role === 'feature');
}
