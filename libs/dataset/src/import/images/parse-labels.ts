import { ImportError } from '../import-error.ts';
import { readCsvLines } from './csv-lines.ts';

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
  const { header, rows } = readCsvLines(text);
  const imageAt = header.findIndex((name) => imageNames.test(name));
  const labelAt = header.findIndex((name, at) => at !== imageAt && labelNames.test(name));
  if (imageAt < 0 || labelAt < 0) {
    throw new ImportError(
      'COLUMN_UNKNOWN',
      `${file} has the columns ${header.join(', ')}; which one names the picture, and which its class?`,
      'Call them image and label.',
    );
  }
  return rows.map((cells) => ({ image: cells[imageAt] ?? '', label: cells[labelAt] ?? '' }));
}
