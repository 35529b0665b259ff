import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export type Step = {
  readonly name?: string;
  readonly id?: string;
  readonly if?: unknown;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly 'continue-on-error'?: unknown;
};

export type Permissions = string | Readonly<Record<string, string>>;

export type Job = {
  readonly name?: string;
  readonly needs?: string | readonly string[];
  readonly if?: unknown;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly permissions?: Permissions;
  readonly steps?: readonly Step[];
};

export type Workflow = {
  readonly file: string;
  readonly name: string;
  /** YAML 1.2 keeps `on` a word. */
  readonly on: Readonly<Record<string, TriggerSettings | null>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly jobs: Readonly<Record<string, Job>>;
};

export type TriggerSettings = {
  readonly branches?: readonly string[];
  readonly tags?: readonly string[];
  readonly paths?: readonly string[];
  readonly 'paths-ignore'?: readonly string[];
  readonly types?: readonly string[];
  readonly inputs?: Readonly<
    Record<string, { readonly default?: unknown; readonly type?: string }>
  >;
  readonly outputs?: Readonly<Record<string, { readonly value: string }>>;
};

/** Every workflow in a folder, by file name. */
export function readWorkflows(...place: readonly string[]): ReadonlyMap<string, Workflow> {
  const folder = join(...place);
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.yml'))
      .map((name) => {
        const content = parse(readFileSync(join(folder, name), 'utf8'));
        const on =
          typeof content.on === 'string'
            ? { [content.on]: null }
            : Array.isArray(content.on)
              ? Object.fromEntries(content.on.map((event: string) => [event, null]))
              : content.on;
        return [name, { ...content, on, file: name } satisfies Workflow];
      }),
  );
}

/** A composite action of the project, `./.github/actions/setup` say; `null` when there is none. */
export function readAction(
  project: string,
  uses: string,
): {
  readonly steps: readonly Step[];
  readonly inputs: Readonly<Record<string, { readonly default?: unknown }>>;
} | null {
  const path = join(project, uses, 'action.yml');
  if (!existsSync(path)) return null;
  const content = parse(readFileSync(path, 'utf8'));
  return { steps: content.runs.steps, inputs: content.inputs ?? {} };
}

export const needsOf = ({ needs = [] }: Job): readonly string[] =>
  typeof needs === 'string' ? [needs] : needs;
