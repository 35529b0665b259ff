import type { DataPlan } from '../answers.ts';
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
export function libraryNames(
  task: string,
  { libraries = [] }: Pick<DataPlan, 'libraries'>,
): string[] {
  return [...engine, `task-${task}`, ...libraries].sort();
}

/** The libraries' files, byte for byte. Their tests stay here, where they run. */
export function libraryFiles(
  payload: Payload,
  task: string,
  data: Pick<DataPlan, 'libraries'>,
): PlannedFile[] {
  const wanted = new Set(libraryNames(task, data));
  const files: PlannedFile[] = [];
  for (const [path, content] of payload.files) {
    const [top, library] = path.split('/');
    if (top !== 'libs' || library === undefined || !wanted.has(library)) continue;
    files.push({ path, kind: 'copied', source: { content } });
  }
  return files;
}
