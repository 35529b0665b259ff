import { z } from 'zod';

const armsSchema = z.object({ candidate: z.number(), production: z.number() });
const latencySchema = z.object({ p50: z.number().nullable(), p99: z.number().nullable() });

/** How a candidate did beside production. */
export const comparisonSchema = z.object({
  /** Recorded requests, not live traffic. */
  mode: z.literal('replay'),
  decision: z.enum(['healthy', 'worse', 'undecided']),
  sentence: z.string(),
  /** Requests looked at until the decision. */
  requests: z.int(),
  /** Of these, with a known answer. */
  labelled: z.int(),
  /** Shares, 0..1. */
  errorShare: armsSchema,
  /** Share of wrong answers, or of a regression the mean error as a share of the target's range; `null` without labels. */
  loss: armsSchema.nullable(),
  /** Share of requests to which both gave the same answer; `null` when none was answered by both. */
  agreement: z.number().nullable(),
  latencyMs: z.object({ candidate: latencySchema, production: latencySchema }),
  /** Requests without any error that it takes at least to call a candidate healthy. */
  requestsNeeded: z.int(),
  /** The guardrail that the candidate broke. */
  broken: z.enum(['errors', 'quality']).nullable(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** One thing that was looked at while deploying. */
export const deploymentCheckSchema = z.object({
  step: z.enum(['staging', 'load', 'target']),
  check: z.string(),
  status: z.enum(['pass', 'warn', 'fail']),
  /** One plain sentence. */
  sentence: z.string(),
});
export type DeploymentCheck = z.infer<typeof deploymentCheckSchema>;

/** `artifacts/<model>/deploy/report.json`. */
export const deploymentReportSchema = z.object({
  schemaVersion: z.literal(1),
  stage: z.literal('deploy'),
  model: z.string(),
  version: z.int(),
  modelHash: z.string(),
  /** The version that it was compared with; `null` for the first one. */
  production: z.int().nullable(),
  target: z.string(),
  strategy: z.enum(['direct', 'manual', 'canary']),
  /**
   * `promoted`: is production now. `unchanged`: was production before and stays. `ready`: waits for a person. `held`: not decided,
   * stays candidate. `blocked`: not deployed. `rolledBack`: was production and no longer is.
   */
  decision: z.enum(['promoted', 'unchanged', 'ready', 'held', 'blocked', 'rolledBack']),
  sentence: z.string(),
  checks: z.array(deploymentCheckSchema),
  comparison: comparisonSchema.nullable(),
});
export type DeploymentReport = z.infer<typeof deploymentReportSchema>;

/** The report for a step summary. Its first sentence says what came of it. */
export function deploymentMarkdown(report: DeploymentReport): string {
  const { model, version, sentence, checks, comparison, target, strategy } = report;
  const lines = [
    `## Deployment of ${model}, version ${version}`,
    '',
    sentence,
    '',
    `Target \`${target}\`, strategy \`${strategy}\`.`,
    '',
    '| step | check | result | what was seen |',
    '|---|---|---|---|',
    ...checks.map(
      (check) =>
        `| ${check.step} | ${check.check} | ${check.status} | ${escapeCell(check.sentence)} |`,
    ),
    '',
  ];
  if (comparison !== null) {
    const { errorShare, loss, latencyMs, agreement } = comparison;
    lines.push(
      `### Candidate beside production (*${comparison.mode}*)`,
      '',
      comparison.sentence,
      '',
      '| | candidate | production |',
      '|---|---|---|',
      `| share of errors | ${digits(errorShare.candidate)} | ${digits(errorShare.production)} |`,
      `| loss | ${digits(loss?.candidate)} | ${digits(loss?.production)} |`,
      `| latency p50, ms | ${digits(latencyMs.candidate.p50)} | ${digits(latencyMs.production.p50)} |`,
      `| latency p99, ms | ${digits(latencyMs.candidate.p99)} | ${digits(latencyMs.production.p99)} |`,
      '',
      `Same answer: ${digits(agreement)}. Requests: ${comparison.requests}, with known answers: ${comparison.labelled}.`,
      '',
    );
  }
  return `${lines.join('\n')}`;
}

const escapeCell = (text: string) =>
  text.replace(/[|\\`<>]/g, (mark) => `\\${mark}`).replace(/\s+/g, ' ');
const digits = (value: number | null | undefined) =>
  value === null || value === undefined ? '–' : String(Number(value.toPrecision(3)));
