import type { DatasetLock } from '@create-mlops/contracts';

/** What a new lock says that the old one did not, one sentence each. */
export function lockChanges(before: DatasetLock | null, after: DatasetLock): string[] {
  const rows = (lock: DatasetLock) => lock.files.reduce((sum, file) => sum + file.rows, 0);
  const count = (value: number) => value.toLocaleString('en-US');
  if (before === null) return [`${count(rows(after))} rows, ${after.columns.length} columns.`];
  const lines = [`${count(rows(before))} → ${count(rows(after))} rows.`];
  const added = after.columns.filter((column) => !before.columns.includes(column));
  const removed = before.columns.filter((column) => !after.columns.includes(column));
  if (added.length > 0) lines.push(`New columns: ${added.join(', ')}. Put them into contract.ts.`);
  if (removed.length > 0) lines.push(`Missing columns: ${removed.join(', ')}.`);
  const classes = [
    ...new Set([...Object.keys(before.classes), ...Object.keys(after.classes)]),
  ].sort();
  for (const name of classes) {
    const [was = 0, is = 0] = [before.classes[name], after.classes[name]];
    if (was !== is) lines.push(`Class ${name}: ${count(was)} → ${count(is)} rows.`);
  }
  return lines;
}
