import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const record = join('.nx', 'cache', 'run.json');
const order = ['validate', 'train', 'evaluate', 'register', 'drift'];

/** Stages in the order of the pipeline, model by model, then the rest. */
function rankOf(task) {
  const [project = '', target = ''] = task.split(':');
  const place = order.indexOf(target);
  return place < 0 ? `~${task}` : `${project.slice(0, -target.length)} ${place}`;
}

/**
 * What Nx did with each task of the run that began at `started`: `ran`, `restored` from a cache, or `failed`.
 *
 * @returns {{ task: string, did: 'ran' | 'restored' | 'failed', from: 'this machine' | 'another runner' | '', seconds: number }[]}
 */
export function readTasks(started) {
  let run;
  try {
    // Nx writes no record of a run without tasks; an older one is not this run's.
    if (statSync(record).mtimeMs < started - 1000) return [];
    run = JSON.parse(readFileSync(record, 'utf8'));
  } catch {
    return [];
  }
  return run.tasks
    .map(({ taskId, cacheStatus, status, startTime, endTime }) => ({
      task: taskId,
      did: Number(status) > 0 ? 'failed' : cacheStatus === 'cache-miss' ? 'ran' : 'restored',
      from:
        { 'remote-cache-hit': 'another runner', 'local-cache-hit': 'this machine' }[cacheStatus] ??
        '',
      seconds: Math.max(0, (new Date(endTime) - new Date(startTime)) / 1000) || 0,
    }))
    .sort((one, other) => (rankOf(one.task) < rankOf(other.task) ? -1 : 1));
}

/** Leaves the record among the artifacts, for the comment on a pull request and for whoever looks later. */
export function keepTasks(job, content) {
  const folder = join('artifacts', 'ci');
  mkdirSync(folder, { recursive: true });
  const name = `${job}-${content.stages.join('-')}`.replace(/[^\w-]/g, '-');
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(content, null, 2)}\n`);
}
