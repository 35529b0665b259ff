import { ImportError } from './import-error.ts';
import type { InferredContract } from './inferred-contract.ts';
import { lineWidth, renderColumn } from './render-column.ts';
import { renderComment } from './render-literal.ts';

export type RenderOptions = {
  /** Name of the exported schema; the type takes it with a capital. */
  readonly exportName?: string;
};

/**
 * The source of `contract.ts`: one zod object, a column a line, with what was seen as comments. It is formatted
 * as Biome formats it (two spaces, single quotes, 100 columns), and nothing in a column's name or values can
 * become code.
 *
 * @throws {ImportError} USAGE when `exportName` is not an identifier
 */
export function renderContract(inferred: InferredContract, options: RenderOptions = {}): string {
  const { exportName = 'row' } = options;
  if (!/^[a-z][A-Za-z0-9]*$/.test(exportName)) {
    throw new ImportError(
      'USAGE',
      `${exportName} cannot be the name of the contract.`,
      'Use letters and digits, starting with a small letter.',
    );
  }
  const typeName = exportName.charAt(0).toUpperCase() + exportName.slice(1);
  const source = renderComment(inferred.source, 60);
  return [
    "import { z } from 'zod';",
    '',
    `// One row of ${source}, as seen in ${inferred.rows} rows. Bounds leave a tenth of the range seen as room.`,
    `// ${renderComment(inferred.problemReason, lineWidth - 3)}`,
    `export const ${exportName} = z.object({`,
    ...inferred.columns.flatMap(renderColumn),
    '});',
    '',
    `export type ${typeName} = z.infer<typeof ${exportName}>;`,
    '',
  ].join('\n');
}
