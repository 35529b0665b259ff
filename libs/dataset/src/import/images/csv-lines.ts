/** A CSV of short texts, such as an index of pictures, as header and rows of cells. */
export type CsvLines = {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** Reads a CSV whose cells hold no line breaks; the mark between cells is the one that the header has. */
export function readCsvLines(text: string): CsvLines {
  const [head = '', ...rest] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const separator = ['\t', ';', ','].find((mark) => head.includes(mark)) ?? ',';
  return {
    header: cellsOf(head, separator),
    rows: rest.map((line) => cellsOf(line, separator)),
  };
}

/** The same as canonical CSV: commas, quotes only where they must be. */
export function printCsvLines({ header, rows }: CsvLines): string {
  return [header, ...rows].map((cells) => `${cells.map(printCell).join(',')}\n`).join('');
}

function printCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  let wasQuoted = false;
  const close = () => {
    cells.push(wasQuoted ? cell : cell.trim());
    cell = '';
    wasQuoted = false;
  };
  for (let at = 0; at < line.length; at++) {
    const mark = line[at] ?? '';
    if (mark === '"' && isQuoted && line[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (mark === '"') {
      isQuoted = !isQuoted;
      wasQuoted = true;
    } else if (mark === separator && !isQuoted) close();
    else cell += mark;
  }
  close();
  return cells;
}
