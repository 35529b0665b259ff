import type { ResolvedAnswers } from './create.ts';
import type { Arguments } from './parse-arguments.ts';

/** The command that makes the same project again, whatever was asked or taken from a file this time. */
export function repeatCommand(version: string, answers: ResolvedAnswers, typed: Arguments): string {
  const words = ['npx', `create-mlops@${version}`, answers.directory, '--data', answers.data];
  if (answers.target !== null) words.push('--target', answers.target);
  if (answers.testData !== null) words.push('--test-data', answers.testData);
  for (const column of answers.keep) words.push('--keep', column);
  if (answers.ci !== 'github') words.push('--ci', answers.ci);
  if (answers.backend !== 'auto') words.push('--backend', answers.backend);
  words.push('--yes');
  for (const name of ['no-install', 'no-git'] as const) {
    if (typed.switches.has(name)) words.push(`--${name}`);
  }
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `"${word}"`)).join(' ');
}
