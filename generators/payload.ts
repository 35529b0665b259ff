/** The cargo: every file that a project may get, by its path in this repository, and the templates' renderer. */
export type Payload = {
  /** Version of create-mlops that the cargo belongs to. */
  readonly version: string;
  /** `libs/…`, `templates/…`, `tsconfig.base.json`, without tests. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Renders the Handlebars template at a path of `files`. */
  readonly render: (path: string, context: Readonly<Record<string, unknown>>) => string;
  /** Versions of third-party packages, from this repository's package.json. */
  readonly dependencyVersions: Readonly<Record<string, string>>;
};

/**
 * The text of a payload file.
 *
 * @throws {RangeError} when the payload lacks it, which is a defect of the build.
 */
export function payloadText(payload: Payload, path: string): string {
  const bytes = payload.files.get(path);
  if (bytes === undefined) throw new RangeError(`The payload has no ${path}.`);
  return new TextDecoder().decode(bytes);
}
