import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { folderHash } from './images/image-lock.ts';
import { ImportError } from './import-error.ts';
import { cleanText, type LabelledText, type TextOptions, type TextSource } from './read-texts.ts';
import { decodeWindows1252 } from './windows-1252.ts';

/** What systems leave behind; never a class. */
const leftovers = /^(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;
/** Folders above the classes. */
const trainFolder = /^(train|training)$/i;
const validationFolder = /^(val|valid|validation|dev)$/i;
const testFolder = /^(test|testing)$/i;
/** Texts without a label, as in the IMDb reviews. */
const unlabelled = /^(unsup|unlabell?ed)$/i;
const textFile = /\.(txt|text)$/i;

/**
 * A folder with one sub-folder of `.txt` files per class, or such folders below `train` and `test`, which is then the
 * official split. A folder that holds nothing but one folder is looked into.
 *
 * @throws {ImportError} DATA_UNUSABLE when there are no two classes, or a class has no text
 */
export function readTextFolder(path: string, options: TextOptions): TextSource {
  const top = descend(path);
  const folders = foldersOf(top);
  const part = (pattern: RegExp) => folders.filter((folder) => pattern.test(folder));
  const [trains, validations, tests] = [trainFolder, validationFolder, testFolder].map(part);
  const isSplit = (trains?.length ?? 0) > 0;
  const roots = isSplit ? [...(trains ?? []), ...(validations ?? [])] : [''];
  const notes: string[] = [];
  const files: ReadFile[] = [];
  const read = (root: string) => readClasses(top, root, { notes, files });
  const texts = roots.flatMap(read);
  const classes = [...new Set(texts.map(({ label }) => label))];
  if (classes.length < 2) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `${basename(path)} has ${classes.length === 0 ? 'no folder' : `one folder (${classes[0]})`} of .txt files; every class needs one.`,
      'Put the texts of each class into a folder that is called like the class, or give a table with --data FILE.',
    );
  }
  const test = isSplit && (tests?.length ?? 0) > 0 ? (tests ?? []).flatMap(read) : null;
  const stray = test?.find(({ label }) => !classes.includes(label));
  if (stray !== undefined) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `The test texts have a class ${stray.label} that the training texts lack.`,
      `The classes of the training texts are: ${classes.join(', ')}.`,
    );
  }
  return {
    name: basename(path),
    textColumn: options.text ?? 'text',
    targetColumn: options.target ?? 'label',
    texts,
    test: test === null || test.length === 0 ? null : test,
    notes: [
      `The classes are the folders of ${basename(top)}: ${classes.join(', ')}.`,
      ...(test === null ? [] : ['The texts below test are the official test split.']),
      ...((validations?.length ?? 0) > 0 && isSplit
        ? [`The texts below ${validations?.join(', ')} are learned from like those below train.`]
        : []),
      ...notes,
    ],
    found: {
      sha256: folderHash(files),
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    },
  };
}

type ReadFile = { readonly path: string; readonly sha256: string; readonly bytes: number };

/** Into a folder that stands alone, as archives often unpack. */
function descend(path: string): string {
  const folders = foldersOf(path);
  const [only] = folders;
  const hasTexts = readdirSync(path).some((name) => textFile.test(name));
  if (only === undefined || folders.length > 1 || hasTexts) return path;
  const inner = foldersOf(join(path, only));
  return inner.length > 1 ? join(path, only) : path;
}

function foldersOf(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !leftovers.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

function readClasses(
  top: string,
  root: string,
  { notes, files }: { readonly notes: string[]; readonly files: ReadFile[] },
): LabelledText[] {
  const path = join(top, root);
  const texts: LabelledText[] = [];
  let [foreign, empty, guessed] = [0, 0, 0];
  for (const label of foldersOf(path)) {
    if (unlabelled.test(label)) {
      notes.push(`${label} holds texts without a label and was not read.`);
      continue;
    }
    const before = texts.length;
    for (const name of readdirSync(join(path, label)).sort()) {
      if (leftovers.test(name)) continue;
      if (!textFile.test(name)) {
        foreign++;
        continue;
      }
      const bytes = readFileSync(join(path, label, name));
      files.push({
        path: [root, label, name].filter((word) => word !== '').join('/'),
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: bytes.length,
      });
      const { text, isGuessed } = decode(bytes);
      if (isGuessed) guessed++;
      const found = cleanText(text);
      if (found === '') empty++;
      else texts.push({ text: found, label });
    }
    if (texts.length === before) notes.push(`${label} holds no text and is no class.`);
  }
  if (empty > 0) notes.push(`${empty} empty texts left out.`);
  if (foreign > 0) notes.push(`${foreign} files that are no .txt were not read.`);
  if (guessed > 0) notes.push(`${guessed} texts that are not UTF-8 were read as Windows-1252.`);
  return texts;
}

function decode(bytes: Buffer): { readonly text: string; readonly isGuessed: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isGuessed: false };
  } catch {
    return { text: decodeWindows1252(bytes), isGuessed: true };
  }
}
