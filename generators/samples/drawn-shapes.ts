import { createHash } from 'node:crypto';
import { type Draw, seededDraw } from './seeded-random.ts';
import { writePng } from './write-png.ts';

/** The day on which the sample's pictures count as taken. */
export const shapesCapturedAt = '2026-01-31T00:00:00Z';

const side = 24;
/** Samples per pixel and direction: edges come out smooth. */
const fineness = 3;

type Point = readonly [x: number, y: number];
/** Whether a point of the unit square around 0 belongs to the shape. */
type Shape = (point: Point) => boolean;

const shapes: Readonly<Record<string, Shape>> = {
  circle: ([x, y]) => x * x + y * y <= 1,
  cross: ([x, y]) =>
    Math.max(Math.abs(x), Math.abs(y)) <= 1 && Math.min(Math.abs(x), Math.abs(y)) <= 0.32,
  square: ([x, y]) => Math.max(Math.abs(x), Math.abs(y)) <= 0.86,
  triangle: ([x, y]) => y <= 0.75 && y >= 1.75 * Math.abs(x) - 1,
};

/** Pictures of a class; names in the order in which they are drawn. */
export const shapeClasses: readonly string[] = Object.keys(shapes);

/** The index of the pictures, and the pictures by path. */
export type ShapePictures = {
  readonly csv: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
};

/**
 * Small colour pictures of four shapes, turned, moved, of any size and colour, on a noisy ground with a line across: a
 * small network tells most of them apart, and no single pixel or colour does. Shapes are lighter than their ground, and colours say nothing of them.
 *
 * @param options.perClass default 120
 * @param options.seed default 20260131
 */
export function drawnShapes(
  options: { readonly perClass?: number; readonly seed?: number } = {},
): ShapePictures {
  const { perClass = 120, seed = 20_260_131 } = options;
  const draw = seededDraw(seed);
  const files = new Map<string, Uint8Array>();
  const lines = ['image,label,content'];
  for (let number = 1; number <= perClass; number++) {
    for (const [name, shape] of Object.entries(shapes)) {
      const path = `${name}/${String(number).padStart(3, '0')}.png`;
      const size = { width: side, height: side, channels: 3 };
      // Not compressed: systems differ in what they make of it.
      const png = writePng(drawPicture(shape, draw), size, { level: 0 });
      files.set(path, png);
      const content = createHash('sha256').update(png).digest('hex').slice(0, 16);
      lines.push(`shapes/${path},${name},${content}`);
    }
  }
  return { csv: `${lines.join('\n')}\n`, files };
}

type Colour = readonly [red: number, green: number, blue: number];

function drawPicture(shape: Shape, draw: Draw): Uint8Array {
  const ground = colour(draw, 15, 110);
  const ink = colour(draw, 130, 240);
  const line = colour(draw, 60, 150);
  const radius = side * (0.24 + 0.16 * draw.uniform());
  const centre: Point = [0, 1].map(
    () => side / 2 + (draw.uniform() - 0.5) * (side - 2 * radius - 4),
  ) as unknown as Point;
  const turn = turnOf(draw);
  const slope = (draw.uniform() - 0.5) * 3;
  const offset = side * draw.uniform();

  const pixels = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      let covered = 0;
      for (let step = 0; step < fineness * fineness; step++) {
        const [fx, fy] = [step % fineness, Math.floor(step / fineness)].map(
          (part) => (part + 0.5) / fineness,
        );
        const at: Point = [
          (x + (fx ?? 0) - centre[0]) / radius,
          (y + (fy ?? 0) - centre[1]) / radius,
        ];
        if (shape(turned(at, turn))) covered++;
      }
      const isLine = Math.abs(y - offset - slope * (x - side / 2)) < 0.5 * (1 + Math.abs(slope));
      const base = mixed(isLine ? line : ground, ink, covered / (fineness * fineness));
      for (const [channel, value] of base.entries()) {
        const noisy = Math.round(value + 10 * draw.normal());
        pixels[(y * side + x) * 3 + channel] = Math.min(255, Math.max(0, noisy));
      }
    }
  }
  return pixels;
}

const colour = (draw: Draw, darkest: number, lightest: number): Colour => [
  draw.integer(darkest, lightest),
  draw.integer(darkest, lightest),
  draw.integer(darkest, lightest),
];

const mixed = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

/** Cosine and sine of a turn, from a random point of the circle: no `Math.cos`, whose last digit systems differ in. */
function turnOf(draw: Draw): Point {
  for (;;) {
    const [x, y] = [2 * draw.uniform() - 1, 2 * draw.uniform() - 1];
    const length = Math.sqrt(x * x + y * y);
    if (length > 0.1 && length <= 1) return [x / length, y / length];
  }
}

const turned = ([x, y]: Point, [cos, sin]: Point): Point => [x * cos - y * sin, x * sin + y * cos];
