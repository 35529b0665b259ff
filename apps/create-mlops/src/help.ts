import { type Flag, flags } from './flags.ts';

/** The text of `--help`. */
export function helpText(): string {
  const left = (flag: Flag) => `--${flag.name}${flag.value === undefined ? '' : ` ${flag.value}`}`;
  const width = Math.max(...flags.map((flag) => left(flag).length)) + 2;
  return [
    'create-mlops: a monorepo that validates data, trains, gates, registers, serves and watches for drift',
    '',
    'Usage',
    '  npx create-mlops [DIR] [flags]',
    '',
    'Flags',
    ...flags.map((flag) => `  ${left(flag).padEnd(width)}${flag.description}`),
    '',
    'Examples',
    '  npx create-mlops my-churn --yes',
    '  npx create-mlops prices --data houses.csv --target price',
    '',
  ].join('\n');
}
