import { CommandError } from './command-error.ts';

/** What is still open, and what would be taken for it. */
export type Question = {
  readonly name: 'directory' | 'data' | 'target';
  readonly message: string;
  readonly initial: string;
  readonly choices?: readonly { readonly value: string; readonly hint: string }[];
};

/**
 * Asks one question on the terminal.
 *
 * @throws {CommandError} with exit code 130 when the person presses Ctrl-C.
 */
export async function ask(question: Question): Promise<string> {
  const { isCancel, select, text } = await import('@clack/prompts');
  const answer =
    question.choices === undefined
      ? await text({
          message: question.message,
          placeholder: question.initial,
          defaultValue: question.initial,
        })
      : await select({
          message: question.message,
          initialValue: question.initial,
          options: question.choices.map(({ value, hint }) => ({ value, label: value, hint })),
        });
  if (isCancel(answer)) {
    throw new CommandError(
      'Stopped. Nothing was written.',
      'Run the command again when you like.',
      {
        exitCode: 130,
      },
    );
  }
  return answer;
}
