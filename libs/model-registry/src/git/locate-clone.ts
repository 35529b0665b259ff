import { createHash } from 'node:crypto';

import { join, resolve } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';
import { gitEnvironment, gitIn } from './run-git.ts';

export type CloneLocation = {
  /** Of this machine alone: everything in it can be fetched again. */
  readonly folder: string;
  /** Settings of the project's repository that reach the remote: its address, and the token that a workflow's checkout left. */
  readonly settings: ReadonlyArray<readonly [name: string, value: string]>;
};

/** What a push from another repository needs of this one's settings. */
const reaching = String.raw`^(http|credential|url|protocol)\.|^core\.(sshcommand|gitproxy|askpass)$|^ssh\.|^remote\..*\.(url|pushurl|proxy|proxyauthmethod)$`;

/**
 * Where the clone of a registry lies: below the project's `.git`, shared by its work trees, or below `registry/` where there is
 * no repository.
 */
export function locateClone(root: string, remote: string): CloneLocation {
  const git = gitIn(root, gitEnvironment());
  const common = git(['rev-parse', '--git-common-dir']);
  const parent = common.isDone
    ? join(resolve(root, common.output.toString().trim()), 'mlops-registry')
    : join(root, 'registry', '.clones');
  const listed = git(['config', '--local', '--includes', '--null', '--get-regexp', reaching]);
  return {
    folder: join(parent, idOf(remote)),
    settings: listed.isDone ? parseSettings(listed.output.toString()) : [],
  };
}

/** The same folder for a registry that is no repository. Without git, too: an image may have none. */
export function locateMirror(root: string, address: string): string {
  try {
    return locateClone(root, address).folder;
  } catch (error) {
    if (!(error instanceof MlopsError) || error.code !== 'COMMAND_FAILED') throw error;
    return join(root, 'registry', '.clones', idOf(address));
  }
}

const idOf = (remote: string) => createHash('sha256').update(remote).digest('hex').slice(0, 12);

function parseSettings(text: string): Array<readonly [string, string]> {
  return text
    .split('\0')
    .filter((entry) => entry.includes('\n'))
    .map((entry) => {
      const at = entry.indexOf('\n');
      return [entry.slice(0, at), entry.slice(at + 1)] as const;
    });
}
