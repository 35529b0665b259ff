import { buildLock, importFile, inferContract, profileFile } from '@create-mlops/dataset/import';
import type { Form } from './form.ts';

/** One delimited file, as it is published. */
export const table: Form = async ({ source, fetched, directory, raw, target }) => {
  const [file] = fetched;
  if (file === undefined) throw new RangeError(`${source.name} names no download.`);
  const { path } = file;
  const profile = await profileFile(path);
  const inferred = inferContract(profile, { target });
  const imported = await importFile(path, raw, profile, { inferred, name: `${source.name}.csv` });
  return buildLock({
    directory,
    inferred,
    capturedAt: source.publishedAt,
    files: [{ imported, part: 'data', location: file.download.url }],
  });
};
