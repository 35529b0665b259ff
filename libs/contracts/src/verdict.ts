import { z } from 'zod';

/** One limit of the gate, decided. */
export const gateCheckSchema = z.object({
  /** `accuracy`, `latencyP99Ms`, `demographicParityRatio`, … */
  check: z.string(),
  /** What it was held against. */
  against: z.enum(['limit', 'baseline', 'production', 'behaviour', 'validation']),
  /** `country=DE`; `null` for all test rows. */
  slice: z.string().nullable(),
  status: z.enum(['pass', 'warn', 'block', 'inconclusive']),
  /** Whether it can stop the model. With `warn` neither a miss nor an open question does; absent: `block`. */
  onFail: z.enum(['block', 'warn']).optional(),
  /** Point estimate; `null` when the metric could not be computed, which blocks. */
  value: z.number().nullable(),
  limit: z.number().nullable(),
  /** The one-sided confidence bound that decided; `null` where the check is a plain comparison. */
  bound: z.number().nullable(),
  /** Rows, pairs or timings behind the value. */
  n: z.number().int(),
  /** How many rows would decide an inconclusive check. */
  neededN: z.number().int().nullable(),
  /** One plain sentence. */
  reason: z.string(),
  /** `Wilson one-sided 95 %`, `point`, … */
  method: z.string(),
});
export type GateCheck = z.infer<typeof gateCheckSchema>;

/** `artifacts/<model>/evaluation/verdict.json`: whether a candidate may replace production. */
export const verdictSchema = z.object({
  schemaVersion: z.literal(1),
  stage: z.literal('evaluate'),
  model: z.string(),
  decision: z.enum(['pass', 'block', 'inconclusive', 'unchanged']),
  /** Whether the decision stops the pipeline: a block always, an inconclusive one where the settings say so. */
  blocking: z.boolean(),
  sentence: z.string(),
  modelHash: z.string(),
  /** The model it was held against; `null` for the first one. */
  productionHash: z.string().nullable(),
  dataHash: z.string(),
  settingsHash: z.string(),
  gitCommit: z.string().nullable(),
  testRows: z.number().int(),
  metrics: z.record(z.string(), z.number()),
  productionMetrics: z.record(z.string(), z.number()).nullable(),
  baseline: z.record(z.string(), z.number()),
  checks: z.array(gateCheckSchema),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** A test row that the model was sure of and wrong about, with what it was asked. */
export const mistakeSchema = z.object({
  observed: z.string(),
  predicted: z.string(),
  /** Of the predicted class, 0..1. */
  score: z.number(),
  /** A picture at the model's size as a data URL, or the beginning of a text. */
  shown: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('image'), url: z.string() }),
    z.object({ kind: z.literal('text'), text: z.string() }),
  ]),
});
export type Mistake = z.infer<typeof mistakeSchema>;

/** Words that speak most for a class. */
export const classWordsSchema = z.object({
  class: z.string(),
  words: z.array(
    z.object({
      word: z.string(),
      /** How much lower the score of the class is, on average, where the word is left out. */
      weight: z.number(),
      /** Texts with the word that were tried. */
      texts: z.number().int(),
    }),
  ),
});
export type ClassWords = z.infer<typeof classWordsSchema>;

/** `artifacts/<model>/evaluation/evaluation.json`: what pictures are drawn from. */
export const evaluationSchema = z.object({
  schemaVersion: z.literal(1),
  classes: z.array(z.string()),
  /** Rows are truth, columns prediction; empty for regression. */
  confusion: z.array(z.array(z.number().int())),
  /** For binary problems: [false positive rate, true positive rate] pairs; otherwise empty. */
  roc: z.array(z.tuple([z.number(), z.number()])),
  /** For regression: at most 1,000 [predicted, observed] pairs; otherwise empty. */
  residuals: z.array(z.tuple([z.number(), z.number()])),
  /** Ten equal-mass bins of confidence: mean score, observed share, rows; empty for regression. */
  calibration: z.array(z.object({ score: z.number(), share: z.number(), rows: z.number().int() })),
  /** Single-row prediction times in milliseconds. */
  latency: z.object({
    p50: z.number(),
    p95: z.number(),
    p99: z.number(),
    calls: z.number().int(),
    rowsPerSecond: z.number(),
  }),
  sizeMb: z.number(),
  /** The most confident mistakes of a model of pictures or texts, most confident first. */
  mistakes: z.array(mistakeSchema).optional(),
  /** For models of texts, by class in contract order. */
  words: z.array(classWordsSchema).optional(),
});
export type Evaluation = z.infer<typeof evaluationSchema>;
