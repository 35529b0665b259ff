import type { Source } from '../source.ts';
import type { Form } from './form.ts';
import { cifar10, idx } from './pictures.ts';
import { table } from './table.ts';
import { aclImdb, zippedTable } from './texts.ts';

/** Every form in which the catalogue's sets are published. */
export const forms: Readonly<Record<Source['form'], Form>> = {
  table,
  idx,
  cifar10,
  aclImdb,
  zippedTable,
};
