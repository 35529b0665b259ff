import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { MlopsError, type RegistryEvent, registryEventSchema } from '@create-mlops/contracts';

/**
 * The events of one model, oldest first. A last line without its newline was cut by a kill and never happened.
 *
 * @throws {MlopsError} BUNDLE_BROKEN naming the line when an earlier one is not an event.
 */
export function readEvents(path: string): RegistryEvent[] {
  return wholeLines(path).map((line, index) => {
    try {
      return registryEventSchema.parse(JSON.parse(line));
    } catch (cause) {
      throw new MlopsError(
        'BUNDLE_BROKEN',
        `Line ${index + 1} of ${path} is not a registry event.`,
        'The history is append-only and must not be edited; restore the file from a copy.',
        { cause },
      );
    }
  });
}

/** Appends one event and waits until the disk has it. Only under the model's lock. */
export function appendEvent(path: string, event: RegistryEvent): void {
  mkdirSync(dirname(path), { recursive: true });
  const whole = Buffer.byteLength(
    wholeLines(path)
      .map((line) => `${line}\n`)
      .join(''),
  );
  const descriptor = openSync(path, 'a');
  try {
    truncateSync(path, whole);
    writeSync(descriptor, `${JSON.stringify(event)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function wholeLines(path: string): string[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
}
