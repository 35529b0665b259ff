/**
 * One file of a project, before anything is written. `copied` has the payload's bytes, `built` comes from typed values,
 * `rendered` from a template; `data` is the user's.
 */
export type PlannedFile = {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly kind: 'copied' | 'built' | 'rendered' | 'data';
  readonly source: { readonly content: Uint8Array } | { readonly copyOf: string };
};

const encoder = new TextEncoder();

/** A file whose text is made from values. */
export function builtFile(path: string, text: string): PlannedFile {
  return { path, kind: 'built', source: { content: encoder.encode(text) } };
}

/** The same for a JSON value: two spaces and a last newline. */
export function builtJson(path: string, value: unknown): PlannedFile {
  return builtFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
