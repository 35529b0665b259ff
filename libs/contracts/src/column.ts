import { z } from 'zod';

/**
 * What a column is for. `feature` is learned from; `target` is predicted; `id`, `timestamp` and `group` steer
 * splits and logs; `sensitive` is watched for fairness and never learned from; `leak` gives the target away and
 * is kept out.
 */
export const columnRoles = [
  'feature',
  'target',
  'id',
  'timestamp',
  'sensitive',
  'group',
  'leak',
] as const;
export const columnRoleSchema = z.enum(columnRoles);
export type ColumnRole = z.infer<typeof columnRoleSchema>;

/**
 * How a column's values are read. `text` has an open vocabulary, `category` a closed one. An `image` is a reference to
 * one below `data/raw` in files, and base64 or a data URL in requests.
 */
export const columnKinds = [
  'number',
  'integer',
  'boolean',
  'category',
  'text',
  'timestamp',
  'date',
  'image',
] as const;
export const columnKindSchema = z.enum(columnKinds);
export type ColumnKind = z.infer<typeof columnKindSchema>;

/** What an image must be to fulfil the contract. */
export const imageLimitsSchema = z.object({
  /** Bounds of width and height, in pixels. */
  width: z.object({ minimum: z.number().int(), maximum: z.number().int() }),
  height: z.object({ minimum: z.number().int(), maximum: z.number().int() }),
  /** Channels as stored: 1 grey, 2 grey with alpha, 3 colour, 4 colour with alpha. */
  channels: z.array(z.number().int()),
  /** Such as `png`, `jpeg`, `webp`; `raw` for pixels in an IDX or CIFAR file. */
  formats: z.array(z.string()),
  /** Largest file, in bytes. */
  maxBytes: z.number().int(),
});
export type ImageLimits = z.infer<typeof imageLimitsSchema>;

/** What a contract says of one column besides its zod type: `z.number().meta({ role: 'feature' })`. */
export type ColumnMeta = {
  /** Default: `feature`. */
  readonly role?: ColumnRole;
  /** A feature that is also watched for fairness. */
  readonly sensitive?: boolean;
  /** Redacted in prediction logs. */
  readonly pii?: boolean;
  /** SQL that must hold, the twin of a `refine` that cannot be compiled. */
  readonly sql?: string;
  /** The column that this one follows from, such as the picture of a hash. Data has it; requests leave it out. */
  readonly computedFrom?: string;
  /** What a column of images may hold. */
  readonly image?: ImageLimits;
};

declare module 'zod' {
  interface GlobalMeta extends ColumnMeta {}
}

const categorySchema = z.union([z.string(), z.number(), z.boolean()]);

/** One column of a contract, as plain data: what travels in bundles and reports. */
export const contractColumnSchema = z.object({
  name: z.string(),
  kind: columnKindSchema,
  role: columnRoleSchema,
  nullable: z.boolean(),
  sensitive: z.boolean(),
  pii: z.boolean(),
  /** Inclusive bounds, in the column's own unit; absent where the contract sets none. */
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** The closed vocabulary of a `category`, in contract order. */
  categories: z.array(categorySchema).optional(),
  description: z.string().optional(),
  /** The column that this one follows from; requests leave it out. */
  computedFrom: z.string().optional(),
  /** Limits of an `image`. */
  image: imageLimitsSchema.optional(),
});
export type ContractColumn = z.infer<typeof contractColumnSchema>;

export const problemSchema = z.enum(['binary', 'multiclass', 'regression']);
/** What the target asks for. */
export type Problem = z.infer<typeof problemSchema>;

/** A whole contract as plain data, derived from the zod schema of one row. */
export const contractDescriptionSchema = z.object({
  columns: z.array(contractColumnSchema),
  target: z.string(),
  problem: problemSchema,
  /** The classes as strings, in contract order; empty for regression. The last one is positive in a binary problem. */
  classes: z.array(z.string()),
});
export type ContractDescription = z.infer<typeof contractDescriptionSchema>;
