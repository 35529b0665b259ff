import {
  MlopsError,
  type Predictions,
  type Row,
  rowOf,
  tableFromRows,
} from '@create-mlops/contracts';
import type { ModelSlot, ServingVersion } from '../model/model-slot.ts';
import { Refusal } from '../request/refusal.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Answer } from './answers.ts';

/**
 * Answers rows that fulfil the contract, counts them and writes them to the prediction log.
 * @throws {Refusal} 400 when a derived feature fails on a row or the model has no finite answer for it.
 */
export async function predictRows(
  context: ServiceContext,
  target: { readonly slot: ModelSlot; readonly serving: ServingVersion },
  request: { readonly id: string; readonly rows: readonly Row[] },
): Promise<Answer[]> {
  const { slot, serving } = target;
  const { id, rows } = request;
  const { name } = slot.model;
  const answers = await answerRows(target, rows);
  context.metrics.batchRows.observe([name], rows.length);
  const { version, request: schema } = serving;
  const { inline } = serving.predictor;
  const personal = { id, version, secret: schema.personal, rows, answers };
  context.logs.get(name)?.write(
    inline === undefined
      ? personal
      : {
          ...personal,
          // Pictures as the model saw them: a log of uploads would fill the disk.
          shrink: async (chosen) => {
            const table = await inline(tableFromRows(chosen, serving.columnNames));
            return chosen.map((_, index) => rowOf(table, index));
          },
        },
  );
  return answers;
}

/**
 * The answers alone: nothing is counted or written down.
 * @throws {Refusal} as `predictRows` does.
 */
export async function answerRows(
  { slot, serving }: { readonly slot: ModelSlot; readonly serving: ServingVersion },
  rows: readonly Row[],
): Promise<Answer[]> {
  let predictions: Predictions;
  slot.hold(serving);
  try {
    predictions = await serving.predictor.predict(tableFromRows(rows, serving.columnNames));
  } catch (error) {
    throw contentRefusal(error) ?? error;
  } finally {
    slot.release(serving);
  }
  return finite(serving.answersOf(predictions));
}

/** What only reading a row's content shows, although the row fulfils the contract: its sender is told. */
function contentRefusal(error: unknown): Refusal | null {
  if (!(error instanceof MlopsError)) return null;
  const issues = [{ path: '', message: `${error.message} ${error.hint}` }];
  switch (error.code) {
    case 'FEATURE_INVALID':
      return new Refusal(400, 'invalid_row', 'A derived feature fails on this request.', [
        { path: '', message: error.message },
      ]);
    case 'ROW_INVALID':
      return new Refusal(400, 'invalid_row', 'The content of this request cannot be read.', issues);
    case 'ROW_TOO_LARGE':
      return new Refusal(413, 'too_large', 'The content of this request is too large.', issues);
    default:
      return null;
  }
}

function finite(answers: readonly (Answer | null)[]): Answer[] {
  return answers.map((answer, index) => {
    if (answer !== null) return answer;
    throw new Refusal(400, 'invalid_row', 'The model has no answer for this request.', [
      { path: `[${index}]`, message: 'The model gives no finite number for this row.' },
    ]);
  });
}
