import type { ContractDescription, Row } from '@create-mlops/contracts';

/** Rows in which the world has moved, and what moved. */
export type Moved = { readonly rows: Row[]; readonly what: string };

/** Words that people say in a new way. */
const SLANG_WORDS = 60;
/** Shorter words are the glue of a language and stay. */
const SHORTEST = 3;
const beginnings = ['zo', 'ky', 'blu', 'fra', 'wex', 'tri', 'mo', 'ska', 'dri', 'vu'] as const;
const endings = ['la', 'nit', 'zz', 'po', 'rax', 'mi', 'ko', 'bble', 'ster', 'yo'] as const;

/**
 * The texts of the rows, with their most frequent words said in new slang: always the same new word for an old one, so that
 * there is something to learn again.
 * @returns `null` when the model reads no texts.
 */
export function newSlang(rows: readonly Row[], description: ContractDescription): Moved | null {
  const columns = description.columns
    .filter(({ kind, role }) => kind === 'text' && role === 'feature')
    .map(({ name }) => name);
  if (columns.length === 0) return null;
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const column of columns) {
      for (const word of wordsOf(row[column])) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const frequent = [...counts]
    .filter(([word]) => word.length >= SHORTEST)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, SLANG_WORDS)
    .map(([word]) => word);
  const slang = new Map(frequent.map((word, index) => [word, slangFor(index)]));
  const said = rows.map((row) => ({
    ...row,
    ...Object.fromEntries(
      columns.map((column) => {
        const text = row[column] ?? null;
        return [column, typeof text === 'string' ? translated(text, slang) : text];
      }),
    ),
  }));
  const [first = ''] = frequent;
  return {
    rows: said,
    what: `people say their ${frequent.length} most frequent words in new slang, such as "${slang.get(first)}" for "${first}"`,
  };
}

const word = /\p{L}+/gu;

function wordsOf(value: unknown): readonly string[] {
  return typeof value === 'string' ? (value.toLowerCase().match(word) ?? []) : [];
}

function translated(text: string, slang: ReadonlyMap<string, string>): string {
  return text.replace(word, (found) => slang.get(found.toLowerCase()) ?? found);
}

function slangFor(index: number): string {
  const beginning = beginnings[index % beginnings.length] ?? '';
  const ending = endings[Math.floor(index / beginnings.length) % endings.length] ?? '';
  return `${beginning}${ending}`;
}
