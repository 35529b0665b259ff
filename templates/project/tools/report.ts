// npm run report [model]: one HTML page with pictures on what the last run made, the pictures as SVG, and Markdown for CI.
import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  bundleManifestSchema,
  driftReportSchema,
  evaluationSchema,
  exitCodes,
  MlopsError,
  validationReportSchema,
  verdictSchema,
} from '@create-mlops/contracts';
import { openRegistry } from '@create-mlops/model-registry';
import { type ReportInput, renderReport } from '@create-mlops/report';
import { readJsonIfPresent, registryLocation, runMain, writeFileAtomic } from '@create-mlops/stage';
import { z } from 'zod';
import { modelNames } from './model-names.ts';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2).map((word) => word.replace(/^--/, ''));

await runMain(async () => {
  const models = modelNames(root);
  const unknown = words.find((word) => !models.includes(word));
  if (unknown !== undefined) {
    throw new MlopsError(
      'USAGE',
      `There is no model "${unknown}".`,
      `Models: ${models.join(', ')}.`,
    );
  }
  const wanted = words.length === 0 ? models : words;
  const made = wanted.map(readInput).filter(hasContent);
  if (made.length === 0) {
    throw new MlopsError(
      'STAGE_MISSING',
      `Nothing has been made yet for ${wanted.join(', ')}: there is nothing to report.`,
      'Run `npm run pipeline` first.',
    );
  }
  for (const input of made) {
    for (const path of writeReport(input)) process.stdout.write(`${path}\n`);
  }
  return exitCodes.pass;
});

function readInput(model: string): ReportInput {
  const artifact = (...segments: string[]) => join(root, 'artifacts', model, ...segments);
  const registry = openRegistry(registryLocation(root), { root });
  const aliases = Object.entries(registry.aliases(model).aliases);
  return {
    project: projectName(),
    model,
    validation: readJsonIfPresent(artifact('validation', 'report.json'), validationReportSchema),
    manifest: readJsonIfPresent(artifact('train', 'bundle', 'manifest.json'), bundleManifestSchema),
    verdict: readJsonIfPresent(artifact('evaluation', 'verdict.json'), verdictSchema),
    evaluation: readJsonIfPresent(artifact('evaluation', 'evaluation.json'), evaluationSchema),
    drift: readJsonIfPresent(artifact('drift', 'report.json'), driftReportSchema),
    versions: registry.list(model).map((record) => ({
      record,
      aliases: aliases.filter(([, version]) => version === record.version).map(([alias]) => alias),
    })),
    generatedFrom: `artifacts/${model}`,
  };
}

function hasContent({ validation, manifest, verdict, drift, versions }: ReportInput): boolean {
  return (
    [validation, manifest, verdict, drift].some((part) => part !== null) || versions.length > 0
  );
}

/** @returns the paths written, relative to where the command was typed. */
function writeReport(input: ReportInput): string[] {
  const folder = join(root, 'artifacts', input.model, 'report');
  const { html, markdown, figures } = renderReport(input);
  const files = {
    page: join(folder, 'index.html'),
    summary: join(folder, 'report.md'),
    figures: join(folder, 'figures'),
  };
  // Pictures of columns that are gone must not stay behind.
  rmSync(files.figures, { recursive: true, force: true, maxRetries: 3 });
  writeFileAtomic(files.page, html);
  writeFileAtomic(files.summary, markdown);
  for (const { name, svg } of figures) writeFileAtomic(join(files.figures, `${name}.svg`), svg);
  return [
    relative(process.cwd(), files.page),
    relative(process.cwd(), files.summary),
    `${join(relative(process.cwd(), files.figures), '*.svg')} (${figures.length} pictures)`,
  ];
}

function projectName(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return z.object({ name: z.string() }).parse(manifest).name;
}
