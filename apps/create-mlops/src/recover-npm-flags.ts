import { choices } from './choices.ts';
import { CommandError } from './command-error.ts';
import { type FlagName, flags } from './flags.ts';

/** What was typed, to be completed. */
type Typed = {
  readonly values: Partial<Record<FlagName, string>>;
  readonly keep: string[];
  readonly switches: Set<FlagName>;
};

/** npm answers these itself and never starts the command. */
const answeredByNpm: readonly FlagName[] = ['help', 'version'];

/**
 * Takes back the flags that npm kept for itself when the `--` was forgotten: it leaves `--task=tabular` as
 * `npm_config_task=tabular`, `--no-install` as an empty `npm_config_install`. What was typed after a `--` counts more.
 *
 * @returns the flags taken back, as they should have been typed.
 * @throws {CommandError} for `--data FILE` with a space: npm leaves `true`, and the file as one more word among others.
 */
export function recoverNpmFlags(environment: NodeJS.ProcessEnv, typed: Typed): string[] {
  if (environment.npm_command !== 'init' && environment.npm_command !== 'create') return [];
  const recovered: string[] = [];
  for (const flag of flags) {
    if (answeredByNpm.includes(flag.name)) continue;
    const left = environment[`npm_config_${flag.name.replaceAll('-', '_')}`];
    if (!('value' in flag)) {
      if (typed.switches.has(flag.name) || !isOn(flag.name, left, environment)) continue;
      typed.switches.add(flag.name);
      // Whether it was meant for npm's own question or for ours, no question is what was asked for.
      if (flag.name !== 'yes') recovered.push(`--${flag.name}`);
      continue;
    }
    const value = flag.name === 'ci' ? (left ?? leftAsCidr(environment)) : left;
    if (value === undefined || value === '' || typed.values[flag.name] !== undefined) continue;
    // Electron's users keep a `target` in their .npmrc.
    if (flag.name === 'target' && typed.values.data === undefined) continue;
    const parts = value.split('\n\n');
    if (parts.includes('true')) throw lostValue(flag.name, flag.value);
    if (flag.name === 'keep') typed.keep.push(...parts);
    else typed.values[flag.name] = value;
    recovered.push(...parts.map((part) => `--${flag.name} ${part}`));
  }
  return recovered;
}

/** npm turns `--no-x` into x being off: empty where it does not know x, `false` where it does. */
function isOn(name: FlagName, left: string | undefined, environment: NodeJS.ProcessEnv): boolean {
  if (!name.startsWith('no-')) return left === 'true';
  const opposite = environment[`npm_config_${name.slice('no-'.length)}`];
  return opposite === '' || opposite === 'false';
}

/** npm takes `--ci` as short for its own `--cidr`. */
function leftAsCidr(environment: NodeJS.ProcessEnv): string | undefined {
  const known: readonly string[] = choices.ci;
  const left = environment.npm_config_cidr ?? '';
  return known.includes(left) ? left : undefined;
}

function lostValue(name: string, value: string): CommandError {
  return new CommandError(
    `npm took --${name} for its own and lost its value.`,
    `Write -- before the flags, so that npm passes them on: npm create mlops my-model -- --${name} ${value}`,
  );
}
