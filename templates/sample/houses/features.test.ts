import { describe, expect, it } from 'vitest';
import type { Row } from './contract.ts';
import { areaPerRoom } from './features.ts';

const house: Row = {
  listing_id: 'H00001',
  area_m2: 120,
  rooms: 4,
  year_built: 1990,
  distance_to_center_km: 3.2,
  district: 'north',
  energy_class: null,
  condition: 3,
  has_garden: true,
  listed_on: '2026-01-05',
  price: 210_000,
};

describe('areaPerRoom', () => {
  it('divides the floor space by the rooms', () => {
    expect(areaPerRoom(house)).toBe(30);
  });
});
