import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CanonicalWriter } from './canonical-writer.ts';
import type { FileProfile } from './file-profile.ts';
import type { ImportedFile } from './import-file.ts';
import { inferContract } from './infer-contract.ts';
import type { InferredColumn, InferredContract } from './inferred-contract.ts';
import { profileFile } from './profile-file.ts';
import type { LabelledText, TextSource } from './read-texts.ts';

/** Labelled texts that lie in the project as canonical CSV, and the contract that they keep. */
export type TakenTexts = {
  readonly inferred: InferredContract;
  readonly files: readonly { readonly part: 'data' | 'test'; readonly imported: ImportedFile }[];
  readonly profile: FileProfile;
};

/**
 * Writes texts and labels as canonical CSV below `destination` and infers their contract: one text of a length a little
 * above what was seen, and the classes of the label.
 *
 * @param name file name without its ending
 * @throws {ImportError} TARGET_UNUSABLE or DATA_UNUSABLE when no model could come of it
 */
export async function takeInTexts(
  source: TextSource,
  destination: string,
  name: string,
): Promise<TakenTexts> {
  await mkdir(destination, { recursive: true });
  const data = await write(source, source.texts, join(destination, `${name}.csv`));
  const test =
    source.test === null ? null : await write(source, source.test, join(destination, 'test.csv'));
  const base = inferContract(
    { ...data.profile, name: source.name },
    { target: source.targetColumn, keep: [source.textColumn] },
  );
  const all = source.test === null ? source.texts : [...source.texts, ...source.test];
  return {
    inferred: {
      ...base,
      // The texts of a class may repeat; that is for the check of duplicates to judge.
      split: { strategy: 'hash' },
      columns: base.columns.map((column) =>
        column.name === source.textColumn ? describeText(column, all) : column,
      ),
    },
    files: [
      { part: 'data', imported: data.imported },
      ...(test === null ? [] : [{ part: 'test' as const, imported: test.imported }]),
    ],
    profile: data.profile,
  };
}

async function write(
  source: TextSource,
  texts: readonly LabelledText[],
  path: string,
): Promise<{ readonly profile: FileProfile; readonly imported: ImportedFile }> {
  const writer = new CanonicalWriter(path);
  try {
    writer.addText(source.textColumn);
    writer.addText(source.targetColumn);
    writer.endRow();
    for (const { text, label } of texts) {
      writer.addText(text);
      writer.addText(label);
      writer.endRow();
    }
  } catch (error) {
    writer.abandon();
    throw error;
  }
  const digest = writer.finish();
  const profile = await profileFile(path);
  const imported: ImportedFile = {
    path,
    format: 'csv',
    ...digest,
    rows: texts.length,
    converted: true,
    changes: source.notes,
    source: digest,
  };
  return { profile, imported };
}

/** Room above the longest text, and the least that a text may be allowed to have: a service gets longer ones. */
const headRoom = 1.1;
const leastMaximum = 500;

function describeText(column: InferredColumn, texts: readonly LabelledText[]): InferredColumn {
  const lengths = texts.map(({ text }) => [...text].length).sort((a, b) => a - b);
  const shortest = lengths[0] ?? 0;
  const longest = lengths.at(-1) ?? 0;
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
  const { categories: _categories, ...rest } = column;
  return {
    ...rest,
    kind: 'text',
    role: 'feature',
    pii: false,
    nullable: false,
    sensitive: false,
    minimum: 1,
    maximum: Math.max(leastMaximum, roundUp(longest * headRoom)),
    evidence: [`seen ${shortest} to ${longest} characters, half of the texts below ${median}`],
  };
}

/** To two digits: 1,001 gives 1,100. */
function roundUp(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / step) * step;
}
