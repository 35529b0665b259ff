import { printCsvLines } from './csv-lines.ts';
import type { FoundImage } from './image-set.ts';

/** The index of pictures as CSV: `image`, the label's column, `content`. */
export function imageIndexCsv(images: readonly FoundImage[], target = 'label'): string {
  return printCsvLines({
    header: ['image', target, 'content'],
    rows: images.map(({ reference, label, content }) => [reference, label, content]),
  });
}
