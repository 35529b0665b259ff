import type { Feature } from '@create-mlops/contracts';
import type { Row } from './contract.ts';

/** Floor space of an average room, in m². */
export function areaPerRoom(row: Row): number {
  return row.area_m2 / row.rooms;
}

/**
 * Columns derived from one row. The same functions run on the whole table in training and on single requests in the
 * service, so they must not look at other rows, clocks or files.
 */
export const features: readonly Feature<Row>[] = [{ name: 'area_per_room', compute: areaPerRoom }];
