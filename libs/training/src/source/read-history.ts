import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EpochRecord, epochRecordSchema, MlopsError } from '@create-mlops/contracts';
import { z } from 'zod';

const historySchema = z.array(epochRecordSchema.partial({ metrics: true }));

/**
 * `history.json` of a program, if it left one: `[{ "epoch": 1, "loss": 0.6, "validationLoss": 0.7, "metrics": {} }]`.
 * @throws {MlopsError} MODEL_UNUSABLE naming the entry that has another form.
 */
export async function readHistory(folder: string): Promise<readonly EpochRecord[]> {
  const path = join(folder, 'history.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return [];
  try {
    return historySchema
      .parse(JSON.parse(text))
      .map((record) => ({ ...record, metrics: record.metrics ?? {} }));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const reason = issue ? `${issue.path.join('.')}: ${issue.message}` : String(cause);
    throw new MlopsError(
      'MODEL_UNUSABLE',
      `${path} is not a list of epochs. ${reason}.`,
      'Write [{"epoch": 1, "loss": 0.6, "validationLoss": 0.7}, …], or leave the file out.',
      { cause },
    );
  }
}
