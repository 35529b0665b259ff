import { image } from './image.ts';
import { tabular } from './tabular.ts';
import type { TaskChoice } from './task-choice.ts';
import { text } from './text.ts';

/** Every kind of project there is; prompts, flags, help and samples follow from the list. The first is the default. */
export const tasks = [tabular, image, text] as const satisfies readonly [
  TaskChoice,
  ...TaskChoice[],
];

export const taskNames: readonly string[] = tasks.map(({ name }) => name);

/** The task that a bundled sample belongs to; `undefined` when the word is no sample. */
export function taskOfSample(word: string): TaskChoice | undefined {
  return tasks.find(({ samples }) => samples.some((sample) => sample === word));
}
