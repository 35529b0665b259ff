// npm run serve [port]
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes, MlopsError } from '@create-mlops/contracts';
import { drainOnSignal, listen, servingSettingsSchema } from '@create-mlops/serving';
import { loadSettings, registryLocation, runMain } from '@create-mlops/stage';
import { createApp } from './create-app.ts';
import { models } from './models.ts';
import { pinnedVersions } from './pinned-versions.ts';
import { settings as written } from './service.config.ts';

/** The project's folder, or the image's where the bundled service stands alone. */
const inProject = join(import.meta.dirname, '..', '..', '..');
const root = existsSync(join(inProject, 'models')) ? inProject : import.meta.dirname;

const report = (line: string) => process.stdout.write(`${line}\n`);

await runMain(async () => {
  const port = portFrom(process.argv[2] ?? process.env.PORT ?? '3000');
  const settings = loadSettings(servingSettingsSchema, written, { stage: 'serve' });
  const app = createApp({
    root,
    registry: registryLocation(root),
    artifactsDirectory: process.env.MLOPS_ARTIFACTS ?? join(root, 'artifacts'),
    settings,
    pinned: pinnedVersions(process.env.MLOPS_PIN, Object.keys(models)),
    logToken: process.env.MLOPS_LOG_TOKEN || undefined,
    report,
  });
  const address = await listen(app, { host: process.env.HOST ?? '127.0.0.1', port });
  drainOnSignal(app, { drainMs: settings.drainMs, report });
  await app.settled();
  const { reasons } = (await app.inject('/health/ready')).json<{ reasons: string[] }>();
  for (const reason of reasons) report(reason);
  report(`Answers at ${address}  (demo page; /docs describes every route; Ctrl-C stops)`);
  return exitCodes.pass;
});

function portFrom(word: string): number {
  const port = Number(word);
  if (word.trim() !== '' && Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new MlopsError(
    'USAGE',
    `"${word}" is no port: a port is a whole number from 0 to 65535.`,
    'Try `npm run serve 3000`.',
  );
}
