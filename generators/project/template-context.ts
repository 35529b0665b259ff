import type { Answers, DataPlan } from '../answers.ts';
import { grouped } from './grouped.ts';

/** What a Handlebars template may name. Strict rendering refuses anything that is not here. */
export function templateContext(
  answers: Answers,
  data: DataPlan,
): Readonly<Record<string, unknown>> {
  return {
    name: answers.name,
    model: answers.model,
    title: plain(data.title),
    target: code(data.target),
    isRegression: data.problem === 'regression',
    ...aboutRows(data),
    content: aboutContent(data),
    isToFetch: data.lock === null,
    isTooLarge: data.lock !== null && !data.committed,
    source: code(sourceOf(data)),
    github: answers.ci === 'github',
    hasCi: answers.ci !== 'none',
    exampleRequest: exampleRequest(data),
  };
}

function aboutRows({ lock, expected }: DataPlan) {
  const rows = lock?.files[0]?.rows ?? expected?.rows ?? 0;
  return {
    rows: grouped(rows),
    columns: lock?.columns.length ?? expected?.columns ?? 0,
    classes: listed(lock === null ? [...(expected?.classes ?? [])] : Object.keys(lock.classes)),
    dataFile: lock?.files[0]?.path ?? expected?.file ?? '',
  };
}

/** Pictures or texts, and how many of each class; `null` for a table, which the contract describes. */
function aboutContent({ content, lock }: DataPlan) {
  if (content === undefined) return null;
  const counts = Object.entries(lock?.classes ?? {});
  const rest = counts.length - mostInTable;
  return {
    noun: content.noun,
    about: [content.facts, content.model].filter((sentence) => sentence !== '').join(' '),
    classTable: counts
      .slice(0, mostInTable)
      .map(([name, count]) => `| ${plain(name)} | ${grouped(count)} |`)
      .join('\n'),
    hasMore: rest > 0,
    more: rest,
  };
}

/** Classes that a person reads one by one. */
const mostInTable = 20;

/** Where data came from that is not in git. */
function sourceOf({ lock }: DataPlan): string {
  return lock?.files.find(({ source }) => source !== undefined)?.source?.location ?? '';
}

/** What `curl` is told besides the address. */
function exampleRequest({ exampleRow, exampleUpload }: DataPlan): string {
  if (exampleUpload !== undefined) return `-F ${exampleUpload.column}=@${exampleUpload.path}`;
  // It stands in single quotes in a shell; JSON knows another way to write one.
  const json = JSON.stringify(exampleRow).replaceAll("'", '\\u0027');
  return `-H 'content-type: application/json' \\\n  -d '${json}'`;
}

const mostListed = 12;

function listed(names: readonly string[]): string {
  const rest = names.length - mostListed;
  return names.slice(0, mostListed).map(plain).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** Text of the user's that Markdown takes as it is. */
function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}

/** Text of the user's between backticks, also in a table. */
function code(text: string): string {
  return oneLine(text).replaceAll('`', "'").replaceAll('|', '\\|');
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
