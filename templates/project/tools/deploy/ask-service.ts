import type { Row } from '@create-mlops/contracts';
import { z } from 'zod';

const answerSchema = z.object({
  prediction: z.union([z.string(), z.number(), z.boolean()]),
  probabilities: z.record(z.string(), z.number()).optional(),
});
export type ServiceAnswer = z.infer<typeof answerSchema>;

/** A request that is not answered by then counts as failed. */
export const longestMs = 10_000;

/** What a service made of a row. */
export type Asked = {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly answer: ServiceAnswer | null;
  readonly milliseconds: number;
};

/** Asks about one row. Never throws: no answer is an answer, too. */
export async function askService(address: string, model: string, row: Row): Promise<Asked> {
  const started = performance.now();
  try {
    const response = await fetch(`${address}/models/${model}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(row),
      signal: AbortSignal.timeout(longestMs),
    });
    const parsed = answerSchema.safeParse(await response.json());
    const milliseconds = performance.now() - started;
    const answer = response.ok && parsed.success ? parsed.data : null;
    return { status: response.status, answer, milliseconds };
  } catch {
    return { status: 0, answer: null, milliseconds: performance.now() - started };
  }
}
