import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFiles } from './source-files.ts';

type Rule = {
  readonly name: string;
  readonly files: RegExp;
  readonly pattern: RegExp;
  readonly why: string;
};

/** What does not work on Windows or macOS although it works here. */
export const portabilityRules: readonly Rule[] = [
  {
    name: 'environment prefix',
    files: /package\.json$/,
    pattern: /"[\w:-]+":\s*"[A-Z_]+=\S+ /,
    why: 'cmd.exe does not know VAR=x before a command; read a file or a word instead',
  },
  {
    name: 'shell command',
    files: /package\.json$/,
    pattern: /"[\w:-]+":\s*"(?:[^"]*&& )?(?:rm|cp|mv|mkdir|cat|sh|bash|touch|export) /,
    why: 'there is no such command in cmd.exe; write a Node script',
  },
  {
    name: 'single quotes in a script',
    files: /package\.json$/,
    pattern: /"(?:scripts|command)"[\s\S]{0,2000}?":\s*"[^"]*'[^"]*"/,
    why: 'cmd.exe does not take single quotes for quotes',
  },
  {
    name: 'fixed temporary folder',
    files: /\.(ts|mjs)$/,
    pattern: /['"`]\/tmp\//,
    why: 'use os.tmpdir()',
  },
  {
    name: 'home folder by variable',
    files: /\.(ts|mjs)$/,
    pattern: /process\.env\.HOME\b|process\.env\['HOME'\]/,
    why: 'use os.homedir()',
  },
  {
    name: 'path from a URL',
    files: /\.(ts|mjs)$/,
    pattern: /new URL\([^)]*import\.meta\.url\)\.pathname/,
    why: 'on Windows that is /C:/…; use import.meta.dirname or fileURLToPath',
  },
  {
    name: 'every interface',
    files: /\.(ts|mjs)$/,
    pattern: /listen\([^)]*['"]0\.0\.0\.0['"]/,
    why: 'bind 127.0.0.1 unless told otherwise',
  },
  {
    name: 'shell child',
    files: /\.(ts|mjs)$/,
    pattern: /\b(?:execSync|exec)\(\s*[`'"]/,
    why: 'a shell string means another thing on Windows; use spawn with a list of words',
  },
];

export type Finding = { readonly file: string; readonly line: number; readonly rule: Rule };

/** Lines of one file that break a rule. */
export function checkPortability(file: string, text: string): Finding[] {
  return portabilityRules
    .filter((rule) => rule.files.test(file))
    .flatMap((rule) => {
      const at = text.search(rule.pattern);
      return at < 0 ? [] : [{ file, line: text.slice(0, at).split('\n').length, rule }];
    });
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  const root = join(import.meta.dirname, '..');
  const files = [
    'package.json',
    ...sourceFiles(
      root,
      ['apps', 'libs', 'generators', 'templates', 'tools'],
      ['.ts', '.mjs', 'package.json'],
    ),
  ].filter((file) => !file.includes('check-portability'));
  const findings = files.flatMap((file) =>
    checkPortability(file, readFileSync(join(root, file), 'utf8')),
  );
  for (const { file, line, rule } of findings) {
    process.stderr.write(`${file}:${line} ${rule.name}: ${rule.why}\n`);
  }
  if (findings.length === 0)
    process.stdout.write(
      `${files.length} files work on every system, as far as a lint can tell.\n`,
    );
  process.exitCode = findings.length === 0 ? 0 : 1;
}
