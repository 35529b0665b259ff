import { parseArgs } from 'node:util';
import { CommandError } from './command-error.ts';
import { type Flag, type FlagName, flags } from './flags.ts';
import { nearestWord } from './nearest-word.ts';

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
 * @throws {CommandError} for an unknown flag (with the nearest one), a missing value, a second directory.
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
  let directory: string | undefined;
  const values: Partial<Record<FlagName, string>> = {};
  const keep: string[] = [];
  const switches = new Set<FlagName>();
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (directory !== undefined) {
        throw new CommandError(
          `There are two directories: "${directory}" and "${token.value}".`,
          'Give one; quote it when its name has a space.',
        );
      }
      directory = token.value;
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
        if (flag.repeatable === true) keep.push(value);
        else values[flag.name] = value;
      }
    }
  }
  const recovered = recoverNpmFlags(environment, { values, keep, switches });
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

type Recoverable = {
  readonly values: Partial<Record<FlagName, string>>;
  readonly keep: string[];
  readonly switches: Set<FlagName>;
};

function recoverNpmFlags(environment: NodeJS.ProcessEnv, into: Recoverable): string[] {
  if (environment.npm_command !== 'init' && environment.npm_command !== 'create') return [];
  const recovered: string[] = [];
  for (const flag of definitions) {
    // npm has settings of its own by these names; what they hold was not meant for us.
    if (!isFlagName(flag.name) || ['yes', 'json', 'dry-run', 'version', 'help'].includes(flag.name))
      continue;
    const value = environment[`npm_config_${flag.name.replaceAll('-', '_')}`];
    if (value === undefined || value === '') continue;
    if (flag.value === undefined) {
      if (value === 'true' && !into.switches.has(flag.name)) {
        into.switches.add(flag.name);
        recovered.push(`--${flag.name}`);
      }
    } else if (flag.repeatable === true) {
      into.keep.push(...value.split('\n\n'));
      recovered.push(`--${flag.name} ${value}`);
    } else if (into.values[flag.name] === undefined) {
      into.values[flag.name] = value;
      recovered.push(`--${flag.name} ${value}`);
    }
  }
  return recovered;
}
