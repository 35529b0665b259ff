import { seededDraw } from './seeded-random.ts';

const columns = [
  'listing_id',
  'area_m2',
  'rooms',
  'year_built',
  'distance_to_center_km',
  'district',
  'energy_class',
  'condition',
  'has_garden',
  'listed_on',
  'price',
] as const;

const districtFactors = { center: 1.35, north: 1.1, east: 0.85, south: 1, west: 0.95 } as const;
const energyFactors = { A: 1.08, B: 1.05, C: 1.02, D: 1, E: 0.97, F: 0.94, G: 0.9 } as const;

/** The last day that the sample knows; listings lie in the 365 days before it. */
export const housesCapturedAt = '2026-01-31T00:00:00Z';

/**
 * Houses on offer and their prices, as CSV text. Price multiplies area, district, energy class, age and condition, with
 * 6 % noise: a linear model misses the products, a small network reaches an R² above 0.9.
 *
 * @param options.rows default 3,000
 * @param options.seed default 20260131
 */
export function housePricesCsv(
  options: { readonly rows?: number; readonly seed?: number } = {},
): string {
  const { rows = 3_000, seed = 20_260_131 } = options;
  const draw = seededDraw(seed);
  const captured = Date.parse(housesCapturedAt);
  const lines = [columns.join(',')];
  for (let row = 1; row <= rows; row++) {
    const district = draw.choose<keyof typeof districtFactors>([
      ['center', 0.15],
      ['north', 0.25],
      ['east', 0.2],
      ['south', 0.2],
      ['west', 0.2],
    ]);
    const area = clamp(Math.round(105 + 35 * draw.normal()), 25, 320);
    const rooms = clamp(Math.round(area / 27 + 0.7 * draw.normal()), 1, 12);
    const yearBuilt = draw.integer(1900, 2025);
    const distance = clamp((district === 'center' ? 1.2 : 5.5) + 1.6 * draw.normal(), 0.1, 15);
    const newness = (yearBuilt - 1900) / 125;
    const classes = ['G', 'F', 'E', 'D', 'C', 'B', 'A'] as const;
    const energyClass = classes[clamp(Math.round(6 * newness + 0.9 * draw.normal()), 0, 6)] ?? 'D';
    const condition = clamp(Math.round(3 + 0.8 * newness + 0.8 * draw.normal()), 1, 5);
    const hasGarden = draw.uniform() < (district === 'center' ? 0.15 : 0.6);
    const listedOn = new Date(captured - draw.integer(1, 365) * 86_400_000);
    const price =
      (18_000 + 1_450 * area) *
      districtFactors[district] *
      energyFactors[energyClass] *
      (1 + 0.045 * (condition - 3)) *
      (1 - 0.018 * distance) *
      (hasGarden ? 1.05 : 1) *
      (1 + 0.06 * draw.normal());
    lines.push(
      [
        `H${String(row).padStart(5, '0')}`,
        area,
        rooms,
        yearBuilt,
        distance.toFixed(1),
        district,
        draw.uniform() < 0.02 ? '' : energyClass,
        condition,
        hasGarden,
        listedOn.toISOString().slice(0, 10),
        Math.round(price / 100) * 100,
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
