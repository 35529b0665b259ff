import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

type Index = {
  readonly version: string;
  readonly dependencyVersions: Readonly<Record<string, string>>;
  /** Path and length of each file, in the order of their bytes. */
  readonly files: readonly (readonly [string, number])[];
};

export type ArchiveContent = {
  readonly version: string;
  readonly dependencyVersions: Readonly<Record<string, string>>;
  readonly files: ReadonlyMap<string, Uint8Array>;
};

/**
 * All cargo in one artefact: npm drops files such as `.gitignore` from packages, and one compressed file is read faster than
 * four hundred. Layout before compression: length of the index (4 bytes), index as JSON, then the files' bytes.
 */
export function packPayload(content: ArchiveContent): Uint8Array {
  const entries = [...content.files].sort(([a], [b]) => (a < b ? -1 : 1));
  const index: Index = {
    version: content.version,
    dependencyVersions: content.dependencyVersions,
    files: entries.map(([path, bytes]) => [path, bytes.byteLength]),
  };
  const head = Buffer.from(JSON.stringify(index));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return brotliCompressSync(Buffer.concat([length, head, ...entries.map(([, bytes]) => bytes)]), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
  });
}

/** The content of an archive that `packPayload` made. */
export function unpackPayload(archive: Uint8Array): ArchiveContent {
  const bytes = brotliDecompressSync(archive);
  const headLength = bytes.readUInt32LE(0);
  const index: Index = JSON.parse(bytes.toString('utf8', 4, 4 + headLength));
  const files = new Map<string, Uint8Array>();
  let at = 4 + headLength;
  for (const [path, length] of index.files) {
    files.set(path, bytes.subarray(at, at + length));
    at += length;
  }
  return { version: index.version, dependencyVersions: index.dependencyVersions, files };
}
