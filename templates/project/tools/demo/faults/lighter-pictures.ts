import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowOf, type Task, tableFromRows } from '@create-mlops/contracts';
import { locateImages } from '@create-mlops/dataset';
import { openData, toCsv } from '../data-file.ts';
import type { Fault } from '../fault.ts';

const mostRows = 300;

/** A lamp was put up where the camera hangs. */
export const lighterPictures: Fault = {
  name: 'lighter-pictures',
  title: 'pictures in production are lighter than those trained on',
  stoppedBy: 'drift',
  exitCode: 5,
  says: /brightness|contrast/i,
  inject: async (sandbox) => {
    const { dataset, rows } = await openData(sandbox);
    const { description, directory } = dataset;
    const { task }: { task: Task } = await import(sandbox.path('data', 'task.ts'));
    const hasPictures = description.columns.some(({ kind }) => kind === 'image');
    if (!hasPictures || task.disturb === undefined) return null;
    const names = description.columns.map(({ name }) => name);
    const table = locateImages(
      tableFromRows(rows.slice(0, mostRows), names),
      description,
      join(directory, 'raw'),
    );
    const moved = await task.disturb(table, description, 1);
    const window = Array.from({ length: table.rowCount }, (_, row) => rowOf(moved.table, row));
    writeFileSync(
      sandbox.path('current', 'window-simulated.csv'),
      toCsv(
        window,
        names.filter((name) => name !== description.target),
      ),
    );
    return `${window.length} pictures came in: ${moved.what}.`;
  },
  run: (sandbox) => sandbox.node(join('models', sandbox.model, 'drift', 'main.ts')),
};
