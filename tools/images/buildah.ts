import { runCommand } from '../run-command.ts';

/** Runs without a daemon and without rights of its own; buildah does not pass signals on, though. */
export const isolation = ['--isolation', 'chroot'];

/** Runs a command that has to succeed, and gives what it printed. */
export async function run(command: string, words: readonly string[], cwd: string): Promise<string> {
  const { code, output } = await runCommand(command, words, { cwd });
  if (code !== 0) {
    throw new Error(`${command} ${words.join(' ')} → ${code}\n${output.slice(-3000)}`);
  }
  return output.trim();
}

export const buildah = (...words: string[]) => run('buildah', words, process.cwd());

export function expect(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(`Not so: ${sentence}`);
  process.stdout.write(`  ✔ ${sentence}\n`);
}

export const sizeOf = (image: string) => buildah('images', '--format', '{{.Size}}', image);

export type ImageSettings = {
  readonly Cmd: readonly string[];
  readonly Healthcheck?: { readonly Test: readonly string[] };
};

export async function settingsOf(image: string): Promise<ImageSettings> {
  const description = await buildah('inspect', '--type', 'image', image);
  return (JSON.parse(description) as { Docker: { config: ImageSettings } }).Docker.config;
}
