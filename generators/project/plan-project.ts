import type { Answers, DataPlan } from '../answers.ts';
import type { Payload } from '../payload.ts';
import { builtFile, type PlannedFile } from '../planned-file.ts';
import { libraryFiles } from './library-files.ts';
import { modelFiles } from './model-files.ts';
import { rootFiles } from './root-files.ts';
import { serviceModels, servicePackage, servicePackagePath } from './service-files.ts';
import { templateContext } from './template-context.ts';
import { copied, templateFiles } from './template-files.ts';

/**
 * The whole project as a list of files, sorted by path. Pure: the same answers, data and payload give the same bytes on
 * every system. Dry run, JSON plan and real write all consume it.
 */
export function planProject(answers: Answers, data: DataPlan, payload: Payload): PlannedFile[] {
  const context = templateContext(answers, data);
  const files = [
    ...rootFiles(answers, data, payload),
    copied(payload, 'tsconfig.base.json', 'tsconfig.base.json'),
    ...projectFiles(data, payload, context),
    ...templateFiles(payload, `templates/ci/${answers.ci}/`, '', context),
    ...libraryFiles(payload, answers.task, data),
    ...modelFiles(answers, data, payload),
    serviceModels([answers.model]),
  ].map((file) => {
    if (file.path === '.gitignore' && !data.committed) return ignoringData(file, data);
    return file.path === servicePackagePath ? servicePackage(file, [answers.model]) : file;
  });
  const unique = new Map(files.map((file) => [file.path, file]));
  if (unique.size !== files.length) throw new RangeError('Two parts of the plan write one file.');
  return [...unique.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The files of every project; a library that only this data needs may bring its own in the place of some. */
function projectFiles(
  { libraries = [] }: DataPlan,
  payload: Payload,
  context: Readonly<Record<string, unknown>>,
): PlannedFile[] {
  const brought = libraries.flatMap((library) =>
    templateFiles(payload, `templates/${library}/`, '', context),
  );
  const own = new Set(brought.map(({ path }) => path));
  const shared = templateFiles(payload, 'templates/project/', '', context);
  return [...shared.filter(({ path }) => !own.has(path)), ...brought];
}

/** Data too large for git is ignored; `npm run data` fetches what the lock names. */
function ignoringData(file: PlannedFile, { lock }: DataPlan): PlannedFile {
  if (!('content' in file.source)) return file;
  const text = new TextDecoder().decode(file.source.content);
  // An index of what is too large is not: it holds the labels.
  const locked = lock?.files ?? [];
  const kept = locked.some(({ part }) => part === 'content')
    ? locked.filter(({ part }) => part !== 'content')
    : [];
  const lines =
    kept.length === 0
      ? ['models/*/data/raw/']
      : ['models/*/data/raw/*', ...kept.map(({ path }) => `!models/*/data/${path}`)];
  return builtFile(file.path, `${text}${lines.map((line) => `${line}\n`).join('')}`);
}
