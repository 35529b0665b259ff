import { explainText } from '../answer/explain-text.ts';
import { answerRows } from '../answer/predict-rows.ts';
import { createModelSlot } from '../model/model-slot.ts';
import type { ServedModel } from '../model/served-model.ts';
import { invalidRows } from '../request/invalid-rows.ts';
import { readRows } from '../request/read-rows.ts';
import { Refusal } from '../request/refusal.ts';
import { servingOf } from '../service-context.ts';

/** As much of a `Response` as the demo page reads. */
export type LocalAnswer = { readonly ok: boolean; readonly json: () => Promise<unknown> };

export type LocalService = {
  /** Answers a row as `POST /models/<name>/<verb>` of the service does: the same checks, the same words, the same numbers. */
  readonly ask: (verb: 'predict' | 'explain', row: unknown) => Promise<LocalAnswer>;
};

/**
 * One model that answers in this very program. It is loaded, held against its recorded answers and warmed up once, at the first
 * question; nothing is counted and nothing is logged.
 *
 * @example
 * const answer = await openLocalService(model).ask('predict', { age: 41, plan: 'basic' });
 * answer.ok; // true
 */
export function openLocalService(model: ServedModel): LocalService {
  const slot = createModelSlot(model);
  let count = 0;
  const answer = async (verb: 'predict' | 'explain', row: unknown, requestId: string) => {
    await slot.follow();
    const serving = servingOf(slot);
    const read = readRows(row, serving.request);
    if (read.kind === 'issues') throw invalidRows(read.issues, read.more);
    const frame = { model: model.name, version: serving.version, requestId };
    const [first] = read.rows;
    if (verb === 'explain') {
      return {
        ...frame,
        texts: first === undefined ? [] : await explainText(slot, serving, first),
      };
    }
    const answers = await answerRows({ slot, serving }, read.rows);
    return read.isList ? { ...frame, predictions: answers } : { ...frame, ...answers[0] };
  };
  return {
    async ask(verb, row) {
      const requestId = String(++count);
      try {
        const said = await answer(verb, row, requestId);
        return { ok: true, json: async () => said };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { message, issues } = error;
        const refusal = { error: message, ...(issues.length > 0 ? { issues } : {}), requestId };
        return { ok: false, json: async () => refusal };
      }
    },
  };
}
