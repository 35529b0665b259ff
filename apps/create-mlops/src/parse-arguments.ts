import { parseArgs } from 'node:util';
import { CommandError } from './command-error.ts';
import { type Flag, type FlagName, flags } from './flags.ts';
import { nearestWord } from './nearest-word.ts';
import { recoverNpmFlags } from './recover-npm-flags.ts';

/** What was typed. A flag that was not given is absent. */
export type Arguments = {
  readonly directory?: string;
  readonly values: Readonly<Partial<Record<FlagName, string>>>;
  readonly keep: readonly string[];
  readonly switches: ReadonlySet<FlagName>;
  /** Flags that npm took for its own and that were recovered from the environment. */
  readonly recovered: readonly string[];
};

const definitions: readonly Flag[] = flags;
const names: readonly string[] = definitions.map((flag) => flag.name);
const isFlagName = (name: string): name is FlagName => names.includes(name);

/**
 * Reads the command line, and what npm left in `npm_config_*` when somebody wrote `npm create mlops app --task=image`
 * without `--`.
 *
 * @throws {CommandError} for an unknown flag (with the nearest one), a missing value, a second directory, a value that npm
 * lost.
 */
export function parseArguments(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Arguments {
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      definitions.map((flag) => [
        flag.name,
        { type: flag.value === undefined ? 'boolean' : 'string' } as const,
      ]),
    ),
  });
  const directories: string[] = [];
  const values: Partial<Record<FlagName, string>> = {};
  const keep: string[] = [];
  const switches = new Set<FlagName>();
  for (const token of tokens) {
    if (token.kind === 'positional') {
      directories.push(token.value);
    } else if (token.kind === 'option') {
      const flag = requireFlag(token.rawName, token.name);
      if (flag.value === undefined) {
        if (token.value !== undefined) {
          throw new CommandError(
            `--${flag.name} takes no value, but got "${token.value}".`,
            `Write --${flag.name} alone.`,
          );
        }
        switches.add(flag.name);
      } else {
        const value = token.value;
        // parseArgs gives a following flag as the value; that is a forgotten value, not a file named --yes.
        if (value === undefined || value === '' || (value.startsWith('--') && !token.inlineValue)) {
          throw new CommandError(
            `--${flag.name} needs a value.`,
            `Write --${flag.name} ${flag.value}: ${flag.description}.`,
          );
        }
        if (flag.repeatable === true) {
          keep.push(value);
        } else if (values[flag.name] === undefined || values[flag.name] === value) {
          values[flag.name] = value;
        } else {
          throw new CommandError(
            `--${flag.name} is given twice: "${values[flag.name]}" and "${value}".`,
            'Give one of them.',
          );
        }
      }
    }
  }
  const recovered = recoverNpmFlags(environment, { values, keep, switches });
  const [directory, second] = directories;
  if (second !== undefined) {
    throw new CommandError(
      `There are two directories: "${directory}" and "${second}".`,
      'Give one; quote it when its name has a space.',
    );
  }
  return {
    ...(directory === undefined ? {} : { directory }),
    values,
    keep,
    switches,
    recovered,
  };
}

function requireFlag(rawName: string, name: string): Flag & { readonly name: FlagName } {
  const flag = definitions.find((entry) => entry.name === name);
  if (flag !== undefined && isFlagName(flag.name) && rawName.startsWith('--')) {
    return { ...flag, name: flag.name };
  }
  const nearest = nearestWord(
    rawName,
    names.map((known) => `--${known}`),
  );
  throw new CommandError(
    `There is no flag ${rawName}.`,
    nearest === null ? 'See --help for those there are.' : `Did you mean ${nearest}? See --help.`,
  );
}
