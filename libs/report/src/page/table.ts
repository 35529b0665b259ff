import { type Markup, markup } from '../text/markup.ts';

export type Column = { readonly heading: string; readonly look?: 'number' | 'wide' };

/** A table with a heading row and, for people who hear it, a caption. Cells may be markup. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly (Markup | string)[])[],
): Markup {
  const look = (index: number) => columns[index]?.look ?? '';
  return markup`<div class="scroll"><table><caption>${caption}</caption><thead><tr>${columns.map(
    ({ heading }, index) => markup`<th scope="col" class="${look(index)}">${heading}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (cells) =>
      markup`<tr>${cells.map((cell, index) =>
        index === 0
          ? markup`<th scope="row" class="${look(index)}">${cell}</th>`
          : markup`<td class="${look(index)}">${cell}</td>`,
      )}</tr>`,
  )}</tbody></table></div>
`;
}
