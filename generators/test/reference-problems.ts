import { posix } from 'node:path';
import type { Plan } from './read-plan.ts';

/** npm's own verbs need no script. */
const npmVerbs = new Set(['install', 'ci', 'test', 'run', 'exec']);

/** Commands in workflows, documents and scripts, COPY lines and links that name what is not in the plan. */
export function referenceProblems(plan: Plan): string[] {
  return [...commandProblems(plan), ...dockerProblems(plan), ...linkProblems(plan)];
}

function commandProblems(plan: Plan): string[] {
  const problems: string[] = [];
  const { scripts = {} } = plan.root;
  const targets = new Set(
    [...plan.packages.values()].flatMap(({ name, nx }) =>
      Object.keys(nx?.targets ?? {}).map((target) => `${name}:${target}`),
    ),
  );
  for (const { path, kind } of plan.files) {
    const text = plan.text(path);
    // What an engine file says holds for any project; only the project's own words are read.
    if (text === null || kind === 'data' || path.startsWith('libs/')) continue;
    if (!/\.(yml|yaml|md|ts|mjs)$|Dockerfile|package\.json$/.test(path)) continue;
    for (const [, script = ''] of text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)) {
      if (scripts[script] === undefined) problems.push(`${path} runs npm run ${script}: no script`);
    }
    for (const [, verb = ''] of text.matchAll(/`npm ([a-z]+)/g)) {
      if (!npmVerbs.has(verb)) problems.push(`${path} runs npm ${verb}`);
    }
    for (const [, file = ''] of text.matchAll(
      /node (?:--import tsx )?((?:tools|apps|models)\/[\w./-]+)/g,
    )) {
      if (!plan.has(file)) problems.push(`${path} runs ${file}, which is not there`);
    }
    for (const [, target = ''] of text.matchAll(/nx run ([\w-]+:[\w-]+)/g)) {
      if (!targets.has(target)) problems.push(`${path} runs nx run ${target}: no target`);
    }
  }
  return problems;
}

function dockerProblems(plan: Plan): string[] {
  const problems: string[] = [];
  const ignored = new Set((plan.text('.dockerignore') ?? '').split('\n'));
  for (const { path } of plan.files) {
    if (!posix.basename(path).startsWith('Dockerfile')) continue;
    for (const line of (plan.text(path) ?? '').replaceAll('\\\n', ' ').split('\n')) {
      const words = line.trim().split(/\s+/);
      if (words[0] !== 'COPY' && words[0] !== 'ADD') continue;
      if (words.some((word) => word.startsWith('--from='))) continue;
      const sources = words.slice(1, -1).filter((word) => !word.startsWith('--'));
      for (const source of sources) {
        const clean = source.replace(/^\.\//, '').replace(/\/$/, '');
        // A lock file is there once the user has installed.
        if (clean === '.' || /^package-lock\.json\*?$/.test(clean)) continue;
        const glob = new RegExp(
          `^${clean.replace(/[.+^$()|[\]{}]/g, '\\$&').replaceAll('*', '[^/]*')}(/|$)`,
        );
        if (!plan.files.some((file) => glob.test(file.path))) {
          problems.push(`${path} copies ${source}, which is not there`);
        }
        if (ignored.has(clean)) problems.push(`${path} copies ${source}, which docker ignores`);
      }
    }
  }
  for (const { path } of plan.files) {
    if (!/compose[^/]*\.ya?ml$/.test(path)) continue;
    for (const [, file = ''] of (plan.text(path) ?? '').matchAll(/dockerfile: (\S+)/g)) {
      if (!plan.has(file)) problems.push(`${path} builds ${file}, which is not there`);
    }
  }
  return problems;
}

/** Links of Markdown files that stay inside the project. */
function linkProblems(plan: Plan): string[] {
  const problems: string[] = [];
  for (const { path } of plan.files) {
    if (!path.endsWith('.md') || path.startsWith('libs/')) continue;
    for (const [, link = ''] of (plan.text(path) ?? '').matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?:|#)/.test(link)) continue;
      const target = posix.join(posix.dirname(path), link.replace(/#.*/, ''));
      if (!plan.has(target) && !plan.files.some((file) => file.path.startsWith(`${target}/`))) {
        problems.push(`${path} links to ${link}, which is not there`);
      }
    }
  }
  return problems;
}
