import { z } from 'zod';

const onFailSchema = z.enum(['block', 'warn']);
const shareSchema = z.number().min(0).max(1);

const limitSchema = z
  .strictObject({
    /** Inclusive. */
    min: z.number().optional(),
    /** Inclusive. */
    max: z.number().optional(),
    /** Default: `block`. */
    onFail: onFailSchema.default('block'),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, {
    error: 'needs `min`, `max` or both',
  });
export type MetricLimit = z.output<typeof limitSchema>;

/** In the metric's unit, or as a share of production's value. */
const amountSchema = z.union([z.number().min(0), z.strictObject({ relative: z.number().min(0) })]);
export type Amount = z.output<typeof amountSchema>;

const productionSchema = z.strictObject({
  /** Default: `accuracy`, or `mae` for regression. */
  metric: z.string().optional(),
  /** `nonInferior`: not worse by more than the margin. `superior`: better. */
  mode: z.enum(['nonInferior', 'superior']).default('nonInferior'),
  /** How much worse counts as not worse. `auto`: the smallest difference that this test split can decide. */
  margin: z.union([z.literal('auto'), amountSchema]).default('auto'),
  /** What `superior` must gain at least, besides being significantly better. */
  minDelta: amountSchema.default(0),
  /** A larger jump than this is suspicious: the target may have leaked. */
  maxImprovement: amountSchema.optional(),
  onSuspicious: onFailSchema.default('warn'),
  onFail: onFailSchema.default('block'),
});

const sliceSchema = z.strictObject({
  column: z.string(),
  /** Default: every value; quartiles of a numeric column. */
  values: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .min(1)
    .optional(),
  /** Default: the limits that hold for all rows. */
  metrics: z.record(z.string(), limitSchema).optional(),
});

/** Pairs of words or phrases, such as `['Maria', 'Jonas']`; whole words, whatever their case. */
const wordPairsSchema = z.array(z.tuple([z.string().min(1), z.string().min(1)])).min(1);
export type WordPairs = z.output<typeof wordPairsSchema>;

const behaviourSchema = z.strictObject({
  /**
   * What must not matter: the value of a column, which is exchanged among rows; with `words`, these words of a text, which
   * change places; with `digits`, the digits of a text, each of which becomes another one.
   */
  invariance: z
    .array(
      z
        .strictObject({
          column: z.string(),
          words: wordPairsSchema.optional(),
          digits: z.literal(true).optional(),
        })
        .refine(({ words, digits }) => words === undefined || digits === undefined, {
          error: 'takes `words` or `digits`, not both',
        }),
    )
    .default([]),
  /** Changes that must move the answer in one direction. */
  directional: z
    .array(
      z
        .strictObject({
          column: z.string(),
          /** Added to the value; rows that would leave the contract's range are left out. */
          change: z.number().optional(),
          /** Put in place of the value. */
          to: z.union([z.string(), z.number(), z.boolean()]).optional(),
          /** In a text, the first of each pair becomes the second; rows without one are left out. */
          words: wordPairsSchema.optional(),
          effect: z.enum(['up', 'down']),
          /** Whose score moves; default the last class. */
          class: z.string().optional(),
        })
        .refine(
          ({ change, to, words }) =>
            [change, to, words].filter((given) => given !== undefined).length === 1,
          { error: 'needs one of `change`, `to` and `words`' },
        ),
    )
    .default([]),
  /** The least share of rows that behave, 0..1. */
  minShare: shareSchema.default(0.95),
  onFail: onFailSchema.default('block'),
});

/** What gate.config.ts says, checked and with every default filled in. */
export const gateSettingsSchema = z.strictObject({
  /** Absolute limits by metric. */
  metrics: z.record(z.string(), limitSchema).default({}),
  /** Whether the model must beat always answering the majority class (accuracy), or the mean (mae). */
  beatBaseline: z
    .union([
      z.boolean(),
      z.strictObject({ metric: z.string().optional(), onFail: onFailSchema.default('block') }),
    ])
    .default(true),
  /** How the model is held against the one in production; `false`: not at all. */
  production: z.union([z.literal(false), productionSchema]).prefault({}),
  /** Single-row prediction times. */
  latency: z
    .strictObject({
      p50Ms: z.number().positive().optional(),
      p95Ms: z.number().positive().optional(),
      p99Ms: z.number().positive().optional(),
      /** Throughput of batches. */
      minRowsPerSecond: z.number().positive().optional(),
      onFail: onFailSchema.default('block'),
    })
    .optional(),
  /** Of the bundle's files; 1 MB is 1,000,000 bytes. */
  size: z
    .strictObject({ maxMb: z.number().positive(), onFail: onFailSchema.default('block') })
    .optional(),
  fairness: z
    .strictObject({
      /** Default: the columns that the contract marks as sensitive. */
      columns: z.array(z.string()).optional(),
      /** The smallest group rate of an answer as a share of the largest; 0.8 is the four-fifths rule. */
      demographicParityRatio: shareSchema.optional(),
      /** The largest difference between groups in true or false positive rate. */
      equalizedOddsDifference: shareSchema.optional(),
      /** For regression: the smallest mean error of a group as a share of the largest. */
      errorRatio: shareSchema.optional(),
      /** Smaller groups are left out. */
      minGroup: z.int().min(1).default(50),
      onFail: onFailSchema.default('block'),
    })
    .optional(),
  /** Parts of the test rows that must reach limits of their own. */
  slices: z.array(sliceSchema).default([]),
  /** Smaller slices are left out. */
  minSliceSize: z.int().min(1).default(50),
  behaviour: behaviourSchema.prefault({}),
  calibration: z
    .strictObject({ maxEce: shareSchema, onFail: onFailSchema.default('block') })
    .optional(),
  /** How far a metric on the test rows may fall behind the validation split, where the best epoch was chosen. */
  trainTestGap: z
    .strictObject({
      /** Default: `accuracy`, or `mae` for regression. */
      metric: z.string().optional(),
      max: amountSchema,
      onFail: onFailSchema.default('block'),
    })
    .optional(),
  /** Of every one-sided bound. */
  confidence: z.number().gt(0.5).lt(1).default(0.95),
  /** What an open question does to the pipeline; a model whose verdict is open is never promoted by itself. */
  onInconclusive: onFailSchema.default('warn'),
  /** `point` compares estimates and ignores their error. */
  mode: z.enum(['bound', 'point']).default('bound'),
  /** Of the bootstrap. */
  seed: z.int().min(0).default(1),
});

/** What gate.config.ts may say. */
export type GateSettings = z.input<typeof gateSettingsSchema>;
export type ResolvedGateSettings = z.output<typeof gateSettingsSchema>;
