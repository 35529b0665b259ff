import { ImportError } from '../import-error.ts';

/** What names the picture, and what its class, in the headers that people write. */
const imageNames = /^(image|images|file|filename|file_name|path|filepath|img|picture|id|name)$/i;
const labelNames = /^(label|labels|class|category|target|y|tag|breed|species)$/i;

/**
 * The rows of a `labels.csv`: two columns, one that names pictures and one that names classes; commas, semicolons or tabs,
 * with a header.
 *
 * @throws {ImportError} COLUMN_UNKNOWN when the header does not say which column is which.
 */
export function parseLabels(
  text: string,
  file: string,
): readonly { readonly image: string; readonly label: string }[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const [head = '', ...rest] = lines;
  const separator = ['\t', ';', ','].find((mark) => head.includes(mark)) ?? ',';
  const header = cellsOf(head, separator);
  const imageAt = header.findIndex((name) => imageNames.test(name));
  const labelAt = header.findIndex((name, at) => at !== imageAt && labelNames.test(name));
  if (imageAt < 0 || labelAt < 0) {
    throw new ImportError(
      'COLUMN_UNKNOWN',
      `${file} has the columns ${header.join(', ')}; which one names the picture, and which its class?`,
      'Call them image and label.',
    );
  }
  return rest.map((line) => {
    const cells = cellsOf(line, separator);
    return { image: cells[imageAt] ?? '', label: cells[labelAt] ?? '' };
  });
}

function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const mark = line[at] ?? '';
    if (mark === '"' && isQuoted && line[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (mark === '"') isQuoted = !isQuoted;
    else if (mark === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += mark;
  }
  return [...cells, cell.trim()];
}
