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
    ...flags.flatMap((flag) =>
      wrapped(flag.description, lineWidth - 2 - width).map(
        (line, index) => `  ${(index === 0 ? left(flag) : '').padEnd(width)}${line}`,
      ),
    ),
    '',
    'Examples',
    '  npx create-mlops my-churn --yes',
    '  npx create-mlops prices --data houses.csv --target price',
    '',
  ].join('\n');
}

const lineWidth = 100;

/** Broken between words where it is longer than a line may be. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
