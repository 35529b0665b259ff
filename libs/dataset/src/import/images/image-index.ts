import type { FoundImage } from './image-set.ts';

/** The index of pictures as CSV: `image`, the label's column, `content`. */
export function imageIndexCsv(images: readonly FoundImage[], target = 'label'): string {
  const lines = images.map(({ reference, label, content }) =>
    [reference, label, content].map(cell).join(','),
  );
  return `${['image', cell(target), 'content'].join(',')}\n${lines.map((line) => `${line}\n`).join('')}`;
}

function cell(text: string): string {
  return /[",\r\n]|^\s|\s$|^$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
