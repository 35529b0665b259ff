import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

export type Run = { readonly code: number; readonly output: string };

/** A copy of the project in which anything may be broken: the project itself is never touched. */
export type Sandbox = {
  readonly root: string;
  readonly model: string;
  /** A path below `models/<model>` of the copy. */
  readonly path: (...segments: string[]) => string;
  readonly read: (...segments: string[]) => string;
  readonly write: (content: string, ...segments: string[]) => void;
  /** Replaces text in a file below `models/<model>`; a text that is not there is an error. */
  readonly edit: (path: readonly string[], from: string | RegExp, to: string) => void;
  /** Runs a script of the copy, such as `tools/pipeline.mjs`, with plain Node. */
  readonly node: (
    script: string,
    words?: readonly string[],
    environment?: NodeJS.ProcessEnv,
  ) => Promise<Run>;
  readonly remove: () => void;
};

const left = new Set(['node_modules', '.git', 'coverage']);

/** Copies the project without its packages and history, which the copy borrows or does not need. */
export function openSandbox(project: string, model: string): Sandbox {
  const root = mkdtempSync(join(tmpdir(), 'mlops-demo-'));
  cpSync(project, root, {
    recursive: true,
    // As old as they are: fresh times would make every file look edited.
    preserveTimestamps: true,
    filter: (from) => {
      const inside = relative(project, from);
      return !left.has(inside.split(/[\\/]/)[0] ?? '');
    },
  });
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'), 'junction');
  const remove = () => rmSync(root, { recursive: true, force: true });
  process.once('exit', remove);
  const path = (...segments: string[]) => join(root, 'models', model, ...segments);
  return {
    root,
    model,
    path,
    read: (...segments) => readFileSync(path(...segments), 'utf8'),
    write: (content, ...segments) => writeFileSync(path(...segments), content),
    edit: (segments, from, to) => {
      const before = readFileSync(path(...segments), 'utf8');
      const after = before.replace(from, to);
      if (after === before) throw new RangeError(`${segments.join('/')} holds no ${String(from)}.`);
      writeFileSync(path(...segments), after);
    },
    node: (script, words = [], environment = {}) => runNode(root, script, words, environment),
    remove: () => {
      process.off('exit', remove);
      remove();
    },
  };
}

function runNode(
  root: string,
  script: string,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...words], {
      cwd: root,
      // Its own, whatever the project's is.
      env: { ...process.env, MLOPS_REGISTRY: 'registry', ...environment },
      windowsHide: true,
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('close', (code) => resolve({ code: code ?? 130, output }));
  });
}

/** The sentences with which the pipeline closed: the block of the model at the end of its output. */
export function closingLines(run: Run): string {
  const lines = run.output.trimEnd().split('\n');
  const start = lines.findLastIndex((line) => line.trim() === '' || line.includes('NX'));
  return lines
    .slice(start + 1)
    .filter((line) => line.trim() !== '')
    .join('\n');
}
