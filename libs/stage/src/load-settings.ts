import { MlopsError } from '@create-mlops/contracts';
import type { z } from 'zod';

type Plain = Record<string, unknown>;

/**
 * Settings as the file gives them, with overrides from the environment: `MLOPS_TRAIN__EPOCHS=5` replaces `epochs`,
 * `MLOPS_TRAIN__EARLY_STOPPING__PATIENCE=3` a key inside. A value is read as JSON where it is JSON.
 *
 * @throws {MlopsError} SETTINGS_INVALID naming the key, what was expected and what came.
 */
export function loadSettings<S extends z.ZodType>(
  schema: S,
  written: z.input<S>,
  options: { readonly stage: string; readonly environment?: NodeJS.ProcessEnv },
): z.output<S> {
  const environment = options.environment ?? process.env;
  const prefix = `MLOPS_${options.stage.toUpperCase()}__`;
  const value = structuredClone(written) as Plain;
  const overridden: string[] = [];
  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith(prefix) || text === undefined) continue;
    assign(value, name.slice(prefix.length).split('__').map(camelCase), readValue(text));
    overridden.push(name);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const key = issue.path.join('.') || 'settings';
    return `${key}: ${issue.message}`;
  });
  throw new MlopsError(
    'SETTINGS_INVALID',
    `The ${options.stage} settings are not valid. ${problems.join('. ')}.`,
    overridden.length > 0
      ? `Correct the settings file, or the environment variable ${overridden.join(', ')}.`
      : 'Correct the settings file named after the stage; your editor shows what each key takes.',
  );
}

function assign(target: Plain, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = target[key];
  const next: Plain = inner !== null && typeof inner === 'object' ? (inner as Plain) : {};
  target[key] = next;
  assign(next, rest, value);
}

function camelCase(word: string): string {
  return word
    .toLowerCase()
    .replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
