import type { Payload } from '../payload.ts';
import type { PlannedFile } from '../planned-file.ts';

/** Libraries that every project gets; the task's own library comes on top. */
const engine = [
  'contracts',
  'stage',
  'dataset',
  'encoding',
  'statistics',
  'data-validation',
  'training',
  'eval-gate',
  'model-registry',
  'drift-check',
  'serving',
  'rollout',
  'report',
] as const;

/** The names of the libraries that a project with this task is made of, sorted. */
export function libraryNames(task: string): string[] {
  return [...engine, `task-${task}`].sort();
}

/** The libraries' files, byte for byte. Their tests stay here, where they run. */
export function libraryFiles(payload: Payload, task: string): PlannedFile[] {
  const wanted = new Set(libraryNames(task));
  const files: PlannedFile[] = [];
  for (const [path, content] of payload.files) {
    const [top, library] = path.split('/');
    if (top !== 'libs' || library === undefined || !wanted.has(library)) continue;
    files.push({ path, kind: 'copied', source: { content } });
  }
  return files;
}
