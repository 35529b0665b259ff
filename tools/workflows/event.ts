import type { Workflow } from './workflow.ts';

/** What happened to the repository, in the words of GitHub's contexts. */
export type Event = {
  readonly name: 'push' | 'pull_request' | 'schedule' | 'workflow_dispatch' | 'repository_dispatch';
  readonly branch: string;
  readonly sha: string;
  /** Paths that the push or the pull request changed. */
  readonly changed?: readonly string[];
  /** For dispatches by hand and schedules: which workflow; the former with what. */
  readonly workflow?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** For `repository_dispatch`. */
  readonly type?: string;
};

/** Whether a workflow starts for an event, by its `on`. */
export function isTriggered(workflow: Workflow, event: Event): boolean {
  if (!(event.name in workflow.on)) return false;
  const settings = workflow.on[event.name] ?? {};
  if (event.name === 'workflow_dispatch' || event.name === 'schedule') {
    return event.workflow === workflow.file;
  }
  if (event.name === 'repository_dispatch') {
    return settings.types === undefined || settings.types.includes(event.type ?? '');
  }
  const changed = event.changed ?? [];
  const { branches, paths, tags } = settings;
  // A trigger for tags alone is none for branches.
  if (event.name === 'push' && tags !== undefined && branches === undefined) return false;
  const ignored = settings['paths-ignore'];
  if (
    event.name === 'push' &&
    branches !== undefined &&
    !branches.some((glob) => matches(glob, event.branch))
  ) {
    return false;
  }
  if (paths !== undefined) return changed.some((path) => paths.some((glob) => matches(glob, path)));
  if (ignored !== undefined) {
    return (
      changed.length === 0 || changed.some((path) => !ignored.some((glob) => matches(glob, path)))
    );
  }
  return true;
}

/** GitHub's patterns: `*` stays within a folder, `**` does not. */
function matches(glob: string, path: string): boolean {
  const pattern = glob
    .split('**')
    .map((part) => part.split('*').map(escaped).join('[^/]*'))
    .join('.*');
  return new RegExp(`^${pattern}$`).test(path);
}

const escaped = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
