import { defaultModel, isSample } from './data-place.ts';
import type { Arguments } from './parse-arguments.ts';
import { quotedWord } from './quoted-word.ts';
import type { ResolvedAnswers } from './resolve-answers.ts';
import { tasks } from './tasks/index.ts';

/** The command that makes the same project again, whatever was asked or taken from a file this time. */
export function repeatCommand(version: string, answers: ResolvedAnswers, typed: Arguments): string {
  const words = ['npx', `create-mlops@${version}`, answers.directory];
  const add = (flag: string, value: string) => {
    // A column may be called --x; as a word of its own that would be a flag.
    words.push(...(value.startsWith('-') ? [`--${flag}=${value}`] : [`--${flag}`, value]));
  };
  // The model's name has no flag: only the file says it.
  const { answers: file } = typed.values;
  const isNamed = answers.model !== null && answers.model !== defaultModel(answers.data);
  if (isNamed && file !== undefined) add('answers', file);
  const isOwn = answers.dataset === null && !isSample(answers.data);
  if (isOwn && answers.task !== tasks[0]) add('task', answers.task.name);
  add(answers.dataset === null ? 'data' : 'dataset', answers.data);
  if (answers.target !== null) add('target', answers.target);
  if (answers.text !== null) add('text', answers.text);
  if (answers.testData !== null) add('test-data', answers.testData);
  if (answers.labels !== null) add('labels', answers.labels);
  if (!isNamed) for (const column of answers.keep) add('keep', column);
  else for (const column of typed.keep) add('keep', column);
  if (answers.ci !== 'github' || isNamed) add('ci', answers.ci);
  if (answers.backend !== 'auto' || isNamed) add('backend', answers.backend);
  words.push('--yes');
  for (const name of ['no-install', 'no-git'] as const) {
    if (typed.switches.has(name)) words.push(`--${name}`);
  }
  return words.map((word) => quotedWord(word)).join(' ');
}
