import type { Payload } from '../payload.ts';
import type { PlannedFile } from '../planned-file.ts';

/**
 * The files below a template folder: `dot-` names become dot files, `.hbs` files are rendered, everything else keeps its
 * bytes.
 */
export function templateFiles(
  payload: Payload,
  folder: string,
  target: string,
  context: Readonly<Record<string, unknown>>,
): PlannedFile[] {
  const files: PlannedFile[] = [];
  for (const path of payload.files.keys()) {
    if (!path.startsWith(folder)) continue;
    const place = `${target}${path.slice(folder.length)}`.replace(/(^|\/)dot-/g, '$1.');
    files.push(
      place.endsWith('.hbs')
        ? {
            path: place.slice(0, -'.hbs'.length),
            kind: 'rendered',
            source: { content: new TextEncoder().encode(payload.render(path, context)) },
          }
        : copied(payload, path, place),
    );
  }
  return files;
}

/** One payload file under another name, byte for byte. */
export function copied(payload: Payload, from: string, to: string): PlannedFile {
  const content = payload.files.get(from);
  if (content === undefined) throw new RangeError(`The payload has no ${from}.`);
  return { path: to, kind: 'copied', source: { content } };
}
