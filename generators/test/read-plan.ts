import { posix } from 'node:path';
import type { PlannedFile } from '../planned-file.ts';

export type Manifest = {
  readonly name?: string;
  readonly workspaces?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  readonly exports?: string | Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly nx?: {
    readonly implicitDependencies?: readonly string[];
    readonly targets?: Readonly<
      Record<
        string,
        {
          readonly command?: string;
          readonly options?: { readonly cwd?: string };
          readonly dependsOn?: readonly (
            | string
            | { readonly projects?: readonly string[]; readonly target: string }
          )[];
        }
      >
    >;
  };
};

/** A plan, made easy to ask. */
export type Plan = {
  readonly files: readonly PlannedFile[];
  readonly has: (path: string) => boolean;
  /** `null` for a file that is copied from elsewhere. */
  readonly text: (path: string) => string | null;
  readonly root: Manifest;
  /** Workspace packages by their folder. */
  readonly packages: ReadonlyMap<string, Manifest>;
  /** The folder of the package that a file belongs to; the root's is `.`. */
  readonly homeOf: (path: string) => string;
};

const decoded = new WeakMap<Uint8Array, string>();
const decode = (bytes: Uint8Array): string => {
  const known = decoded.get(bytes) ?? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  decoded.set(bytes, known);
  return known;
};

export function readPlan(files: readonly PlannedFile[]): Plan {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const text = (path: string) => {
    const source = byPath.get(path)?.source;
    return source !== undefined && 'content' in source ? decode(source.content) : null;
  };
  const manifestAt = (path: string): Manifest => JSON.parse(text(path) ?? '{}');
  const root = manifestAt('package.json');
  const globs = (root.workspaces ?? []).map(
    (glob) => new RegExp(`^${glob.replaceAll('*', '[^/]+')}$`),
  );
  const packages = new Map<string, Manifest>();
  for (const { path } of files) {
    const folder = posix.dirname(path);
    if (posix.basename(path) === 'package.json' && globs.some((glob) => glob.test(folder))) {
      packages.set(folder, manifestAt(path));
    }
  }
  return {
    files,
    has: (path) => byPath.has(path),
    text,
    root,
    packages,
    homeOf: (path) => {
      for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) {
        if (packages.has(folder)) return folder;
      }
      return '.';
    },
  };
}
