import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetPlan, type Payload, sampleDataPlan } from '@create-mlops/generators';
import { defaultModel } from './data-place.ts';
import { readable } from './read-data.ts';
import type { ResolvedAnswers } from './resolve-answers.ts';
import type { FoundData } from './tasks/task-choice.ts';

/** The data of a project, ready to be planned with. */
export type PreparedData = FoundData & {
  /** Removes what was put aside while preparing. */
  readonly dispose: () => void;
};

/**
 * A bundled sample, a public data set, or data of the user's, taken in beside the project that is not yet there.
 *
 * @throws {CommandError} when the data cannot be used, saying what to do.
 */
export async function prepareData(
  answers: ResolvedAnswers,
  payload: Payload,
): Promise<PreparedData> {
  const known =
    answers.dataset === null
      ? sampleDataPlan(answers.data, payload)
      : datasetPlan(answers.dataset, payload);
  if (known !== null) {
    return {
      plan: known,
      model: answers.model ?? defaultModel(answers.data),
      notes: [],
      warnings: [],
      sizes: new Map(),
      dispose: () => undefined,
    };
  }
  const staging = mkdtempSync(join(tmpdir(), 'create-mlops-'));
  // Also when the process is ended in between.
  const remove = () => rmSync(staging, { recursive: true, force: true });
  process.once('exit', remove);
  const dispose = () => {
    process.off('exit', remove);
    remove();
  };
  try {
    return { ...(await answers.task.prepare(answers, payload, staging)), dispose };
  } catch (error) {
    dispose();
    throw await readable(error);
  }
}
