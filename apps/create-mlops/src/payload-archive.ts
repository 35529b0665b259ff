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
 * four hundred. Layout: length of the rest once it is unpacked (4 bytes), then, compressed, length of the index (4 bytes),
 * index as JSON, the files' bytes.
 */
export function packPayload(payload: ArchiveContent): Uint8Array {
  const entries = [...payload.files].sort(([a], [b]) => (a < b ? -1 : 1));
  const index: Index = {
    version: payload.version,
    dependencyVersions: payload.dependencyVersions,
    files: entries.map(([path, bytes]) => [path, bytes.byteLength]),
  };
  const head = Buffer.from(JSON.stringify(index));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const content = Buffer.concat([length, head, ...entries.map(([, bytes]) => bytes)]);
  const packed = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
  });
  const unpackedLength = Buffer.alloc(4);
  unpackedLength.writeUInt32LE(content.length);
  return Buffer.concat([unpackedLength, packed]);
}

/** The content of an archive that `packPayload` made. */
export function unpackPayload(archive: Uint8Array): ArchiveContent {
  const packed = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  // One chunk of the right size: pieces of 16 kB and joining them take twice the time.
  const bytes = brotliDecompressSync(packed.subarray(4), {
    chunkSize: Math.max(constants.Z_MIN_CHUNK, packed.readUInt32LE(0) + 1),
  });
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
