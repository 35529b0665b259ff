import { renderKey, renderString } from '../render-literal.ts';
import type { FoundImage, ImageSet } from './image-set.ts';
import { countClasses } from './read-image-set.ts';

/** What a contract of pictures says, and what in the data says so. */
export type InferredImages = {
  readonly classes: ReadonlyMap<string, number>;
  readonly problem: 'binary' | 'multiclass';
  readonly width: { readonly minimum: number; readonly maximum: number };
  readonly height: { readonly minimum: number; readonly maximum: number };
  readonly channels: readonly number[];
  readonly formats: readonly string[];
  readonly maxBytes: number;
  /** Pictures by format. */
  readonly seen: Readonly<Record<string, number>>;
  /** The size that pictures are brought to by default. */
  readonly size: { readonly width: number; readonly height: number };
  /** 1 when all pictures are grey. */
  readonly modelChannels: 1 | 3;
  /** Pictures that repeat an earlier one exactly, as a share. */
  readonly duplicates: number;
  readonly smallestShare: number;
  readonly largestBytes: number;
};

/** Formats that a service takes in any case: what people upload, whatever the training data was. */
const usualFormats = ['png', 'jpeg', 'webp'];
/** A larger picture is shrunk to this side by default: what a small network on a laptop can learn from. */
const modelSide = 64;
/** A photo from a telephone; smaller data gets a limit that leaves room for it. */
const leastMaxBytes = 10 * 1024 ** 2;

/** Reads off a set of pictures what its contract is. */
export function inferImageContract(set: ImageSet): InferredImages {
  const all = [...set.images, ...(set.test ?? [])];
  const classes = countClasses(set.images);
  const seen: Record<string, number> = {};
  for (const { format } of all) seen[format] = (seen[format] ?? 0) + 1;
  const width = rangeOf(all.map((image) => image.width));
  const height = rangeOf(all.map((image) => image.height));
  const channels = [...new Set(all.map((image) => image.channels))].sort();
  const largestBytes = rangeOf(all.map(({ bytes }) => bytes)).maximum;
  return {
    classes,
    problem: classes.size === 2 ? 'binary' : 'multiclass',
    width,
    height,
    channels,
    formats: [...new Set([...Object.keys(seen), ...usualFormats])],
    maxBytes: Math.max(leastMaxBytes, 2 ** Math.ceil(Math.log2(2 * largestBytes))),
    seen,
    size: {
      width: Math.min(modelSide, Math.max(8, median(all.map((image) => image.width)))),
      height: Math.min(modelSide, Math.max(8, median(all.map((image) => image.height)))),
    },
    modelChannels: channels.every((count) => count <= 2) ? 1 : 3,
    duplicates: shareOfRepeats(set.images),
    smallestShare: Math.min(...classes.values()) / set.images.length,
    largestBytes,
  };
}

/** The source of `contract.ts`. */
export function renderImageContract(inferred: InferredImages, target = 'label'): string {
  const { classes, width, height, channels, formats, maxBytes, seen } = inferred;
  const count = [...classes.values()].reduce((sum, value) => sum + value, 0);
  const range = ({ minimum, maximum }: { minimum: number; maximum: number }) =>
    minimum === maximum ? String(minimum) : `${minimum} to ${maximum}`;
  const files = Object.entries(seen).map(([format, number]) => `${format} ${grouped(number)}`);
  const list = (values: readonly (string | number)[]) =>
    `[${values.map((value) => (typeof value === 'string' ? renderString(value) : value)).join(', ')}]`;
  const names = [...classes.keys()];
  return `import { z } from 'zod';

/**
 * One picture. This is the only description of the data: validation, encoding, the request schema of the service, the drift
 * check and the demo form all follow from it.
 */
export const row = z.object({
  // ${files.join(', ')}; ${range(width)} × ${range(height)} pixels
  image: z.string().meta({
    description: 'A path below data/raw; in requests base64 or a data URL',
    image: {
      width: { minimum: ${width.minimum}, maximum: ${width.maximum} },
      height: { minimum: ${height.minimum}, maximum: ${height.maximum} },
      channels: ${list(channels)},
      formats: ${list(formats)},
      maxBytes: ${grouped(maxBytes, '_')},
    },
  }),
${commentLines(`${[...classes].map(([name, number]) => `${name} ${grouped(number)}`).join(', ')} of ${grouped(count)}`)}
  ${renderKey(target)}: ${enumSource(names)},
  // first 16 digits of the sha256 of the picture: equal pictures stay in one split
  content: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .meta({ role: 'group', computedFrom: 'image' }),
});

export type Row = z.infer<typeof row>;
`;
}

function rangeOf(values: readonly number[]): { minimum: number; maximum: number } {
  return values.reduce(
    ({ minimum, maximum }, value) => ({
      minimum: Math.min(minimum, value),
      maximum: Math.max(maximum, value),
    }),
    { minimum: Number.POSITIVE_INFINITY, maximum: 0 },
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function shareOfRepeats(images: readonly FoundImage[]): number {
  return images.length === 0
    ? 0
    : 1 - new Set(images.map(({ content }) => content)).size / images.length;
}

const grouped = (value: number, separator = ','): string =>
  String(value).replace(/\B(?=(\d{3})+$)/g, separator);

/** Lines of a project are up to 100 characters wide. */
const lineWidth = 100;

function commentLines(text: string): string {
  const lines: string[] = [];
  let line = '  //';
  for (const word of text.replace(/[\r\n]+/g, ' ').split(' ')) {
    if (line.length + word.length + 1 > lineWidth) {
      lines.push(line);
      line = '  //';
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\n');
}

function enumSource(names: readonly string[]): string {
  const literals = names.map((name) => renderString(name));
  const flat = `z.enum([${literals.join(', ')}]).meta({ role: 'target' })`;
  if (flat.length + '  label: ,'.length <= lineWidth) return flat;
  const list = `[${literals.join(', ')}]`;
  const printed =
    `    .enum(${list})`.length <= lineWidth
      ? list
      : `[\n${literals.map((literal) => `      ${literal},`).join('\n')}\n    ]`;
  return `z\n    .enum(${printed})\n    .meta({ role: 'target' })`;
}
