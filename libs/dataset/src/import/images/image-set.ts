import type { PictureHeader } from '../../images/index.ts';

/** A picture that was found, with its label. */
export type FoundImage = {
  /** Where it will lie below `data/raw`, with forward slashes; `archive#3` inside an archive. */
  readonly reference: string;
  readonly label: string;
  /** First 16 hexadecimal digits of the sha256 of its bytes. */
  readonly content: string;
  readonly format: PictureHeader['format'] | 'raw';
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly bytes: number;
};

/** A file that the pictures lie in: one of their own, or an archive. */
export type ImageFile = {
  /** Below `data/raw`, with forward slashes. */
  readonly path: string;
  /** Where it lies now. */
  readonly source: string;
  readonly sha256: string;
  readonly bytes: number;
};

/** Pictures with labels, as they were found in a folder or in archives. */
export type ImageSet = {
  /** What it is called where it came from. */
  readonly name: string;
  /** Whether the pictures are files of a folder, or lie in archives. */
  readonly kind: 'folder' | 'archive';
  readonly images: readonly FoundImage[];
  /** The official test split, where there is one. */
  readonly test: readonly FoundImage[] | null;
  readonly files: readonly ImageFile[];
  /** What was found and done, for people. */
  readonly notes: readonly string[];
  /** What a person should look at. */
  readonly warnings: readonly string[];
  /** Newest file, in milliseconds since 1970. */
  readonly newestMs: number;
};

/** Names of the index files below `data/raw`. */
export const indexNames = { data: 'images.csv', test: 'test.csv' } as const;
