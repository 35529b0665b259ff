import { openData } from '../data-file.ts';
import type { Fault } from '../fault.ts';

/** Somebody read UTF-8 as Latin-1 and saved it again. */
export const wrongEncoding: Fault = {
  name: 'wrong-encoding',
  title: 'texts were read in the wrong encoding',
  stoppedBy: 'validate',
  exitCode: 3,
  says: /garbled/,
  inject: async (sandbox) => {
    const data = await openData(sandbox);
    const columns = data.dataset.description.columns.filter(
      ({ kind, role }) => kind === 'text' && role === 'feature',
    );
    const isWatched = sandbox.read('validate', 'validate.config.ts').includes('garbledText');
    if (columns.length === 0 || !isWatched) return null;
    await data.replace(
      data.rows.map((row, index) =>
        index % 2 === 0
          ? row
          : {
              ...row,
              ...Object.fromEntries(
                columns.map(({ name }) => [name, garbled(String(row[name] ?? ''))]),
              ),
            },
      ),
    );
    return `Every second text of ${columns.map(({ name }) => name).join(', ')} has typographic quotes, read in the wrong encoding.`;
  },
};

/** A text with quotes around it, as UTF-8 that was taken for Latin-1. */
function garbled(text: string): string {
  return Buffer.from(`“${text}”`, 'utf8').toString('latin1');
}
