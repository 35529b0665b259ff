import { CommandError } from './command-error.ts';

/** What is still open, and what would be taken for it. */
export type Question = {
  readonly name: 'directory' | 'task' | 'data' | 'target';
  readonly message: string;
  readonly initial: string;
  /** Choose one of these; without them any text is an answer. */
  readonly choices?: readonly { readonly value: string; readonly hint: string }[];
  /** Why this text cannot be the answer, so that it is mended on the spot; `undefined` when it can. */
  readonly refuse?: (answer: string) => string | undefined;
};

/** Puts a question to a person; tests answer for one. */
export type Ask = (question: Question) => Promise<string>;

/**
 * Asks one question on the terminal.
 *
 * @throws {CommandError} with exit code 130 when the person presses Ctrl-C.
 */
export const ask: Ask = async (question) => {
  const { isCancel, select, text } = await import('@clack/prompts');
  const { message, initial, choices, refuse } = question;
  const answer =
    choices === undefined
      ? await text({
          message,
          placeholder: initial,
          defaultValue: initial,
          validate: (value) => refuse?.(withoutQuotes(value ?? '') || initial),
        })
      : await select({
          message,
          initialValue: initial,
          options: choices.map(({ value, hint }) => ({ value, label: value, hint })),
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
  return choices === undefined ? withoutQuotes(answer) : answer;
};

/** A file dragged into a terminal arrives in quotes. */
function withoutQuotes(text: string): string {
  return text.trim().replace(/^(['"])(.*)\1$/, '$2');
}
