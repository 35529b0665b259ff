import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ContractDescription, Task } from '@create-mlops/contracts';
import { describeContract } from '@create-mlops/dataset';

/** What a model's data is, by its contract and its task. */
export type ModelData = {
  readonly model: string;
  /** The model's data folder. */
  readonly directory: string;
  readonly description: ContractDescription;
  /** What reads files that people bring: rows of a table, a text and its label, or pictures. */
  readonly kind: 'table' | 'texts' | 'pictures';
};

export async function openModelData(root: string, model: string): Promise<ModelData> {
  const directory = join(root, 'models', model, 'data');
  const load = (name: string) => import(pathToFileURL(join(directory, name)).href);
  const { row }: { row: Parameters<typeof describeContract>[0] } = await load('contract.ts');
  const { task }: { task: Task } = await load('task.ts');
  const description = describeContract(row);
  return { model, directory, description, kind: kindOf(description, task) };
}

function kindOf({ columns, target }: ContractDescription, task: Task): ModelData['kind'] {
  if (columns.some(({ kind }) => kind === 'image')) return 'pictures';
  // A file of texts need not even have a header line; a row that is more than a text and its label is a table.
  const others = columns.filter(({ name }) => name !== target);
  const isLabelledText = others.length === 1 && others[0]?.kind === 'text';
  return task.name === 'text' && isLabelledText ? 'texts' : 'table';
}
