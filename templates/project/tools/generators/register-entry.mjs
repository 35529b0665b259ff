import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Adds one import and one entry to a registry file such as `checks/index.ts`. An entry that is there already changes
 * nothing. Throws a string, which is how plop reports a failed action.
 */
export function registerEntry(path, { file, exported }) {
  const text = readFileSync(path, 'utf8');
  const line = `import { ${exported} } from './${file}.ts';`;
  if (text.includes(line)) return `${path} has ${exported} already`;
  const list = /(export const \w+: readonly \w+\[\] = )\[([^\]]*)\]/;
  if (!list.test(text)) throw `${path} has no list to add to; it should export one, as \`= [];\`.`;
  const withEntry = text.replace(list, (_match, head, entries) => {
    const names = [...entries.split(','), exported]
      .map((name) => name.trim())
      .filter((name) => name !== '');
    return `${head}[${names.join(', ')}]`;
  });
  const imports = [...withEntry.matchAll(/^import .*;$/gm)];
  const last = imports.at(-1);
  const at = last === undefined ? 0 : last.index + last[0].length + 1;
  writeFileSync(path, `${withEntry.slice(0, at)}${line}\n${withEntry.slice(at)}`);
  return `${path} lists ${exported}`;
}
