import type { Fault } from '../fault.ts';
import { badLabels } from './bad-labels.ts';
import { corruptPictures } from './corrupt-pictures.ts';
import { corruptedBundle } from './corrupted-bundle.ts';
import { duplicateRows } from './duplicate-rows.ts';
import { leakedTarget } from './leaked-target.ts';
import { lighterPictures } from './lighter-pictures.ts';
import { nullBurst } from './null-burst.ts';
import { oversizedModel } from './oversized-model.ts';
import { schemaChange } from './schema-change.ts';
import { shiftedColumn } from './shifted-column.ts';
import { slowModel } from './slow-model.ts';
import { staleData } from './stale-data.ts';
import { tinyTestSet } from './tiny-test-set.ts';
import { unfairModel } from './unfair-model.ts';
import { wrongEncoding } from './wrong-encoding.ts';

/** Every fault that `npm run demo:break` knows, in the order of the menu. */
export const faults: readonly Fault[] = [
  badLabels,
  shiftedColumn,
  schemaChange,
  nullBurst,
  wrongEncoding,
  duplicateRows,
  staleData,
  leakedTarget,
  tinyTestSet,
  slowModel,
  oversizedModel,
  unfairModel,
  corruptPictures,
  lighterPictures,
  corruptedBundle,
];
