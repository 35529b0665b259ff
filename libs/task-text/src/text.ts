import {
  type ContractDescription,
  type EncodedRows,
  type Encoder,
  MlopsError,
  type Table,
  type Task,
} from '@create-mlops/contracts';
import {
  fitTarget,
  parseEncoderState,
  parseEncodingSettings,
  targetEncoder,
  targetStateSchema,
} from '@create-mlops/encoding';
import { z } from 'zod';
import {
  type ClassLabels,
  fitHashedText,
  hashedTextEncoding,
  hashedTextSchema,
} from './hashed-text.ts';
import { measuredColumns, measureTexts } from './measure-texts.ts';
import { encodeNumbers, fitNumberColumns, numberColumnSchema } from './number-columns.ts';
import { representTexts } from './represent-texts.ts';
import { encodingSettingsSchema } from './settings.ts';
import { textsOf } from './texts-of.ts';
import { fitTokenText, tokenTextEncoding, tokenTextSchema } from './token-text.ts';
import { tokenize } from './tokenize.ts';
import { countWords, fitVocabulary, openVocabulary, vocabularySchema } from './vocabulary.ts';

/** `encoder.json` of a text bundle: everything that was fitted on the training split. */
const encoderStateSchema = z.object({
  schemaVersion: z.literal(1),
  task: z.literal('text'),
  /** The text columns, read as one text in this order. */
  columns: z.array(z.string()).min(1),
  text: z.discriminatedUnion('kind', [hashedTextSchema, tokenTextSchema]),
  numbers: z.array(numberColumnSchema),
  vocabulary: vocabularySchema,
  target: targetStateSchema,
});
type EncoderState = z.infer<typeof encoderStateSchema>;

/**
 * Texts: n-grams of words and characters, weighed by TF-IDF and hashed, or the numbers of their words in order, as
 * `encoding` of train.config.ts says. Columns of kind `text` with role `feature` are read as one text; numbers, truth
 * values and the user's derived columns are standardised and stand behind it.
 * @example
 * const encoder = text.fitEncoder(train, contract, { featureNames: [], encoding: { kind: 'hashed', width: 2048 } });
 * encoder.encode(train).write(0, out, 0); // out[0 … encoder.width - 1]
 */
export const text = {
  name: 'text',

  fitEncoder(table, contract, { featureNames, encoding }) {
    const settings = parseEncodingSettings(encodingSettingsSchema, encoding);
    const { columns, numbers } = readableColumns(contract);
    const target = fitTarget(table, contract);
    const tokens = textsOf(table, columns).map((each) => tokenize(each, settings.tokenizer));
    const words = countWords(tokens);
    const fitted =
      settings.kind === 'hashed'
        ? fitHashedText(tokens, settings, classLabels(table, target))
        : fitTokenText(
            words.map(([word]) => word),
            settings,
          );
    if (fitted === null) {
      throw new MlopsError(
        'DATA_UNUSABLE',
        `No word of ${columns.join(', ')} occurs in two of the ${table.rowCount} rows of the training split, so there is nothing to learn from.`,
        'Check that contract.ts marks the column that holds the texts, and that the data holds enough of them.',
      );
    }
    const numberNames = [...numbers, ...featureNames];
    if (fitted.kind === 'tokens' && numberNames.length > 0) {
      throw new MlopsError(
        'SETTINGS_INVALID',
        `An embedding model reads words alone, but ${numberNames.join(', ')} ${numberNames.length === 1 ? 'is a number' : 'are numbers'}.`,
        "Set `encoding: { kind: 'hashed' }` in train/train.config.ts, or leave the numbers out of contract.ts and features.ts.",
      );
    }
    return encoderOf({
      schemaVersion: 1,
      task: 'text',
      columns,
      text: fitted,
      numbers: fitNumberColumns(table, numberNames),
      vocabulary: fitVocabulary(words),
      target,
    });
  },

  loadEncoder: (json) => encoderOf(parseEncoderState(encoderStateSchema, json)),
} satisfies Task;

/** @throws {MlopsError} CONTRACT_INVALID when there is no text, or a feature that is neither text nor number. */
function readableColumns(contract: ContractDescription): { columns: string[]; numbers: string[] } {
  const features = contract.columns.filter(({ role }) => role === 'feature');
  const named = (kinds: readonly string[]) =>
    features.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
  const columns = named(['text']);
  const numbers = named(['number', 'integer', 'boolean']);
  const other = features.find(({ name }) => !columns.includes(name) && !numbers.includes(name));
  if (columns.length === 0) {
    throw new MlopsError(
      'CONTRACT_INVALID',
      'contract.ts has no text to learn from: no column is a `z.string()` with role `feature`.',
      'Describe the column of texts as `z.string().min(1).max(5000)`, or make a project with `--task tabular`.',
    );
  }
  if (other !== undefined) {
    throw new MlopsError(
      'CONTRACT_INVALID',
      `${other.name} is a ${other.kind}, which stands beside no text here: a text model reads texts, numbers and truth values.`,
      `Give ${other.name} another role in contract.ts, or derive a number from it in features.ts.`,
    );
  }
  return { columns, numbers };
}

function classLabels(table: Table, state: z.infer<typeof targetStateSchema>): ClassLabels | null {
  const target = targetEncoder(state);
  if (target.kind !== 'classification') return null;
  return { classes: target.classes.length, labels: target.encode(table) };
}

function encoderOf(state: EncoderState) {
  const { columns, numbers, text: fitted } = state;
  const texts = fitted.kind === 'hashed' ? hashedTextEncoding(fitted) : tokenTextEncoding(fitted);
  const vocabulary = openVocabulary(state.vocabulary);
  const { tokenizer } = fitted;
  const width = texts.width + numbers.length;
  return {
    width,
    inputShape: [width],
    encode(table: Table): EncodedRows {
      const words = texts.encode(textsOf(table, columns));
      if (numbers.length === 0) return words;
      const beside = encodeNumbers(table, numbers);
      return {
        rows: words.rows,
        write(row, out, at) {
          words.write(row, out, at);
          out.set(
            beside.subarray(row * numbers.length, (row + 1) * numbers.length),
            at + texts.width,
          );
        },
      };
    },
    target: targetEncoder(state.target),
    measured: measuredColumns(columns),
    measure: async (table: Table) => measureTexts(table, columns, { tokenizer, vocabulary }),
    represent: (table: Table) => representTexts(textsOf(table, columns)),
    toJson: () => state,
  } satisfies Encoder;
}
