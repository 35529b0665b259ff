import type { ContentFacts } from '../answers.ts';
import { grouped } from './grouped.ts';

export type Range = { readonly minimum: number; readonly maximum: number };

/** What the README of a picture project says of its pictures and of what the model does with them. */
export function aboutPictures(about: {
  /** Bounds of width and height in the data, in pixels. */
  readonly width: Range;
  readonly height: Range;
  /** Channels as stored: 1 grey, 2 grey with alpha, 3 colour, 4 colour with alpha. */
  readonly channels: readonly number[];
  /** What the model sees. */
  readonly size: { readonly width: number; readonly height: number };
  readonly modelChannels: 1 | 3;
}): ContentFacts {
  const { width, height, channels, size, modelChannels } = about;
  const isAsStored =
    [width.minimum, width.maximum].every((side) => side === size.width) &&
    [height.minimum, height.maximum].every((side) => side === size.height) &&
    channels.every((count) => count === modelChannels);
  const stored = channels.map((count) => channelNames[count] ?? `${count} channels`);
  return {
    noun: 'pictures',
    facts: `The pictures are ${rangeText(width)} × ${rangeText(height)} pixels, ${stored.join(' or ')}.`,
    model: `${isAsStored ? 'A' : `Each one is brought to ${size.width} × ${size.height} pixels, ${modelChannels === 1 ? 'grey' : 'in colour'}, and a`} small convolutional network (\`train/model.ts\`) says how likely each class is.`,
  };
}

const channelNames: Readonly<Record<number, string>> = {
  1: 'grey',
  2: 'grey with transparency',
  3: 'in colour',
  4: 'in colour with transparency',
};

/**
 * The same for texts.
 *
 * @param lengths in characters; left out where nobody has read the texts yet.
 */
export function aboutTexts(lengths?: Range & { readonly median: number }): ContentFacts {
  return {
    noun: 'texts',
    facts:
      lengths === undefined
        ? ''
        : `The texts have ${rangeText(lengths)} characters, half of them up to ${grouped(lengths.median)}.`,
    model:
      'A text becomes numbers by its words, pairs of words and runs of two to four letters, each weighed by how rare it is (TF-IDF), and one layer (`train/model.ts`) says how likely each class is. `train/embedding-model.ts` reads words in their order instead.',
  };
}

const rangeText = ({ minimum, maximum }: Range): string =>
  minimum === maximum ? grouped(minimum) : `${grouped(minimum)} to ${grouped(maximum)}`;
