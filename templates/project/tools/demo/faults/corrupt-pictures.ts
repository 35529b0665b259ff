import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openData } from '../data-file.ts';
import type { Fault } from '../fault.ts';

/** A copy that broke off: files end before their pictures do. */
export const corruptPictures: Fault = {
  name: 'corrupt-pictures',
  title: 'some picture files are cut off',
  stoppedBy: 'validate',
  exitCode: 3,
  says: /cannot be read/i,
  inject: async (sandbox) => {
    const data = await openData(sandbox);
    const column = data.dataset.description.columns.find(({ kind }) => kind === 'image');
    if (column === undefined) return null;
    const paths = data.rows.map((row) => String(row[column.name]));
    // Pictures in an archive are whole or the archive is not.
    if (paths.some((path) => /#\d+$/.test(path))) return null;
    const broken = paths.filter((_, index) => index % 10 === 0);
    for (const path of broken) {
      const place = join(sandbox.path('data', 'raw'), ...path.split('/'));
      const bytes = readFileSync(place);
      writeFileSync(place, bytes.subarray(0, Math.floor(bytes.length / 2)));
    }
    await data.replace(data.rows);
    return `${broken.length} picture files lost their second half.`;
  },
};
