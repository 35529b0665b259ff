import { MlopsError } from '@create-mlops/contracts';

/** A file in an archive; its bytes are asked for only if it is wanted. */
export type ArchiveEntry = {
  /** With forward slashes, as the archive says. */
  readonly name: string;
  readonly bytes: number;
};

/**
 * Reads a tar (also gzipped) or zip archive entry by entry, without writing any of it to the disk.
 *
 * @param wants whether an entry's bytes are needed; folders and links are never asked about.
 * @param take gets the bytes of each wanted entry in archive order; the next waits for it.
 * @throws {MlopsError} DATA_UNUSABLE when the archive is damaged.
 */
export async function readArchive(
  path: string,
  wants: (entry: ArchiveEntry) => boolean,
  take: (name: string, bytes: Buffer) => Promise<void> | void,
): Promise<void> {
  try {
    await (/\.zip$/i.test(path) ? readZip(path, wants, take) : readTar(path, wants, take));
  } catch (cause) {
    if (cause instanceof MlopsError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new MlopsError(
      'DATA_UNUSABLE',
      `The archive ${path} cannot be read: ${why}.`,
      'Remove it and run `npm run data` again.',
      { cause },
    );
  }
}

async function readTar(
  path: string,
  wants: (entry: ArchiveEntry) => boolean,
  take: (name: string, bytes: Buffer) => Promise<void> | void,
): Promise<void> {
  const tar = await import('tar');
  // tar does not wait for a listener, so what is taken is queued and awaited in order.
  let queue: Promise<void> = Promise.resolve();
  let failure: unknown;
  await tar.list({
    file: path,
    strict: true,
    onReadEntry: (entry) => {
      const isWanted = entry.type === 'File' && wants({ name: entry.path, bytes: entry.size });
      if (!isWanted) return;
      const parts: Buffer[] = [];
      entry.on('data', (chunk: Buffer) => parts.push(Buffer.from(chunk)));
      entry.on('end', () => {
        queue = queue.then(async () => {
          if (failure === undefined) await take(entry.path, Buffer.concat(parts));
        });
        queue = queue.catch((error: unknown) => {
          failure ??= error;
        });
      });
    },
  });
  await queue;
  if (failure !== undefined) throw failure;
}

async function readZip(
  path: string,
  wants: (entry: ArchiveEntry) => boolean,
  take: (name: string, bytes: Buffer) => Promise<void> | void,
): Promise<void> {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(path);
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      if (name.endsWith('/') || !wants({ name, bytes: entry.uncompressedSize })) continue;
      const parts: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) parts.push(chunk);
      await take(name, Buffer.concat(parts));
    }
  } finally {
    zip.close();
  }
}
