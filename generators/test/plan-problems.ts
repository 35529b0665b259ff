import { posix } from 'node:path';
import ts from 'typescript';
import type { PlannedFile } from '../planned-file.ts';
import { nxProblems, packageProblems } from './package-problems.ts';
import { type Plan, readPlan } from './read-plan.ts';
import { referenceProblems } from './reference-problems.ts';

const longestPath = 150;
/** What Windows refuses in a file's name. */
const unfitForWindows = /[<>:"\\|?*\p{Cc}]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu;

/**
 * Everything that is wrong with a plan, without writing it: files that do not parse, leftover marks, imports that lead
 * nowhere, Nx edges to projects that are not there, commands that name no script, paths that some system refuses.
 */
export function planProblems(files: readonly PlannedFile[]): string[] {
  const plan = readPlan(files);
  return [
    ...pathProblems(plan),
    ...textProblems(plan),
    ...syntaxProblems(plan),
    ...packageProblems(plan),
    ...nxProblems(plan),
    ...referenceProblems(plan),
  ];
}

function pathProblems({ files }: Plan): string[] {
  const problems: string[] = [];
  const seen = new Map<string, string>();
  for (const { path } of files) {
    const twin = seen.get(path.toLowerCase());
    if (twin !== undefined) problems.push(`${path} and ${twin} are one file on Windows and macOS`);
    seen.set(path.toLowerCase(), path);
    if (path.length > longestPath) problems.push(`${path} is ${path.length} characters long`);
    if (posix.normalize(path) !== path || path.startsWith('/') || path.startsWith('..')) {
      problems.push(`${path} is no clean path`);
    }
    if (path.split('/').some((part) => unfitForWindows.test(part))) {
      problems.push(`${path} cannot be on Windows`);
    }
  }
  return problems;
}

function textProblems({ files, text }: Plan): string[] {
  const problems: string[] = [];
  for (const { path, kind } of files) {
    if (path.includes('__model__') || path.endsWith('.hbs') || /(^|\/)dot-/.test(path)) {
      problems.push(`${path} still has its template's name`);
    }
    const content = text(path);
    if (kind === 'data' || content === null) continue;
    if (content.includes('\r')) problems.push(`${path} has a carriage return`);
    if (content.startsWith('\uFEFF')) problems.push(`${path} has a byte order mark`);
    if (content !== '' && !content.endsWith('\n')) problems.push(`${path} has no last newline`);
    if (content.includes('__model__')) problems.push(`${path} speaks of __model__`);
    if (kind === 'copied') continue;
    for (const mark of ['{{', '}}', 'undefined', '[object ', 'NaN', 'Infinity']) {
      if (content.includes(mark)) problems.push(`${path} holds ${mark}`);
    }
  }
  return problems;
}

function syntaxProblems({ files, text }: Plan): string[] {
  const problems: string[] = [];
  for (const { path } of files) {
    const content = text(path);
    if (content === null) continue;
    if (path.endsWith('.json')) {
      try {
        JSON.parse(content);
      } catch (error) {
        problems.push(`${path} is no JSON: ${String(error)}`);
      }
    }
    // The engine is what the type checker of this repository reads.
    if (!/\.(ts|mjs)$/.test(path) || path.startsWith('libs/')) continue;
    problems.push(...parseProblems(content).map((problem) => `${path} ${problem}`));
  }
  return problems;
}

/** Most files are in every plan: what was found in one is kept. */
const parsed = new Map<string, readonly string[]>();
function parseProblems(content: string): readonly string[] {
  const known = parsed.get(content);
  if (known !== undefined) return known;
  const { diagnostics = [] } = ts.transpileModule(content, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext },
    fileName: 'file.ts',
  });
  const found = diagnostics.map(
    ({ messageText }) => `does not parse: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
  parsed.set(content, found);
  return found;
}
