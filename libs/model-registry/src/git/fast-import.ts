/** A file of a commit: a text, or a content that git already has. */
export type CommitFile = { readonly path: string } & (
  | { readonly text: string }
  | { readonly id: string }
);

export type Commit = {
  readonly message: string;
  readonly at: Date;
  /** The commit before it, whose files it keeps; without one it starts anew. */
  readonly parent: string | null;
  readonly files: readonly CommitFile[];
};

/** Nobody has to have told git a name: a runner has none. */
const author = 'model-registry <model-registry@localhost>';

/** A name that lasts for one run; what counts are the ids, which are printed in order. */
const scratchRef = (index: number) => `refs/scratch/${index}`;

/**
 * The stream that makes git write commits, trees and contents in one process.
 *
 * @see https://git-scm.com/docs/git-fast-import
 */
export function fastImport(commits: readonly Commit[]): string {
  const parts = commits.flatMap(({ message, at, parent, files }, index) => {
    const seconds = Math.floor(at.getTime() / 1000);
    return [
      `reset ${scratchRef(index)}\n\n`,
      `commit ${scratchRef(index)}\nmark :${index + 1}\n`,
      `author ${author} ${seconds} +0000\ncommitter ${author} ${seconds} +0000\n`,
      data(message),
      parent === null ? '' : `from ${parent}\n`,
      ...files.map((file) =>
        'id' in file
          ? `M 100644 ${file.id} ${quoted(file.path)}\n`
          : `M 100644 inline ${quoted(file.path)}\n${data(file.text)}`,
      ),
      '\n',
      `get-mark :${index + 1}\n`,
    ];
  });
  return `${parts.join('')}done\n`;
}

const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;

const quoted = (path: string) =>
  `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
