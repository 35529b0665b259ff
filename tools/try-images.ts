// npm run images [sample …]: builds the images of a project of each sample with buildah, trains in the one, and asks the other
// for a prediction. MLOPS_BASE_IMAGE names an image with Node to build from.
import { join } from 'node:path';
import { tryProject } from './images/try-project.ts';
import { runCommand } from './run-command.ts';
import { type Item, tryItems } from './try-items.ts';

const root = join(import.meta.dirname, '..');
const usage = 2;
const baseImage = process.env.MLOPS_BASE_IMAGE ?? '';
/** `host:container[:ro]`, comma-separated: what the build mounts where npm needs settings of this machine's network. */
const buildVolumes = (process.env.MLOPS_BUILD_VOLUMES ?? '')
  .split(',')
  .filter((volume) => volume !== '')
  .flatMap((volume) => ['-v', volume]);

/** A table, and pictures, whose decoder is a binary of its own that has to get into the image. */
const samples = ['churn', 'shapes'];

/** Why nothing can be tried here; `null` where it can. */
async function reasonToSkip(): Promise<string | null> {
  const { code } = await runCommand('buildah', ['--version'], { cwd: root });
  if (code !== 0) return 'buildah is not installed';
  return baseImage === '' ? 'MLOPS_BASE_IMAGE names no image with Node to build from' : null;
}

async function main(): Promise<number> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((word) => !samples.includes(word));
  if (unknown !== undefined) {
    process.stderr.write(`There is no row ${unknown}.\n→ Use one of ${samples.join(', ')}.\n`);
    return usage;
  }
  const reason = await reasonToSkip();
  if (reason !== null) {
    process.stdout.write(`Skipped, no image was built: ${reason}.\n`);
    return 0;
  }
  const inspect = ['inspect', '--type', 'image', baseImage];
  const known = await runCommand('buildah', inspect, { cwd: root });
  if (known.code !== 0) {
    process.stderr.write(
      `buildah knows no image ${baseImage}.\n→ Put it there: buildah pull ${baseImage}\n`,
    );
    return usage;
  }
  const items = (wanted.length === 0 ? samples : wanted).map(
    (sample): Item => ({
      name: `images of ${sample}`,
      attempt: () =>
        tryProject(sample, baseImage, buildVolumes).then(
          () => null,
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        ),
    }),
  );
  return tryItems(items, 'projects train and serve in their images.');
}

process.exitCode = await main();
