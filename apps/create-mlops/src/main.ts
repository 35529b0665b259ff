import type { Payload } from '@create-mlops/generators';
import { CommandError } from './command-error.ts';
import { helpText } from './help.ts';
import { outliveReader } from './outlive-reader.ts';
import { parseArguments } from './parse-arguments.ts';

/** Runs the command with the words typed; everything that is not needed for an answer is loaded only when it is. */
export async function main(
  words: readonly string[],
  load: { readonly version: string; readonly payload: () => Promise<Payload> },
): Promise<void> {
  outliveReader();
  try {
    const typed = parseArguments(words, process.env);
    if (typed.switches.has('help')) {
      process.stdout.write(helpText());
      return;
    }
    if (typed.switches.has('version')) {
      process.stdout.write(`${load.version}\n`);
      return;
    }
    const [{ ask }, { create }] = await Promise.all([import('./ask.ts'), import('./create.ts')]);
    const environment = process.env;
    process.exitCode = await create(typed, await load.payload(), {
      environment,
      isInteractive:
        process.stdin.isTTY === true && process.stdout.isTTY === true && !isSet(environment.CI),
      ask,
      print: (text) => process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
      warn: (text) => process.stderr.write(`● ${text}\n`),
    });
  } catch (error) {
    process.exitCode = tell(error);
  }
}

const isSet = (value: string | undefined) =>
  value !== undefined && value !== '' && value !== 'false';

function tell(error: unknown): number {
  if (error instanceof CommandError) {
    process.stderr.write(`\n${error.message}\n→ ${error.hint}\n`);
    return error.exitCode;
  }
  process.stderr.write(
    `\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.stderr.write(
    '→ This is a defect of create-mlops. Please report it with the lines above.\n',
  );
  return 1;
}
