import type { VersionRecord } from '@create-mlops/contracts';
import { replayEvents } from '../replay-events.ts';
import type { ModelLog, RegistryLog } from './registry-log.ts';

/** More rows nobody reads; all of them are in the logs, and `npm run registry list` prints them. */
const shownVersions = 30;
const shownMoves = 10;
const shownMetrics = 4;

/** README.md of the registry's branch: what serves, which versions there are and where they came from, and who moved what. */
export function registryPage(log: RegistryLog, branch: string): string {
  const models = [...log].sort(([one], [other]) => (one < other ? -1 : 1));
  return `${[
    '# Model registry',
    'Written by `npm run registry` and the pipeline: every commit is one event, and nothing is ever rewritten. Do not edit or merge this branch.',
    ...models.map(([model, entries]) => modelSection(model, entries)),
    '## Where the models are',
    `A plain clone fetches this branch, \`${branch}\`, but no model. A version with its verdict is fetched by its number:`,
    models
      .map(([model, { versions }]) => fetchExample(model, versions.at(-1)?.record.version ?? 1))
      .slice(0, 1)
      .join(''),
  ].join('\n\n')}\n`;
}

function fetchExample(model: string, version: number): string {
  const lines = [
    `git fetch origin refs/models/${model}/${version}`,
    `git archive FETCH_HEAD --prefix=${model}-${version}/ | tar -x`,
  ];
  return ['```', ...lines, '```'].join('\n');
}

function modelSection(model: string, { events, versions }: ModelLog): string {
  const { aliases, expired } = replayEvents(events);
  const namesOf = (version: number) =>
    Object.entries(aliases)
      .filter(([, named]) => named === version)
      .map(([alias]) => alias);
  const newest = versions
    .slice(-shownVersions)
    .map(({ record }) => record)
    .reverse();
  const metrics = Object.keys(newest[0]?.metrics ?? {}).slice(0, shownMetrics);
  const moves = events.filter(({ event }) => event !== 'registered').slice(-shownMoves);
  const serving = aliases.production;
  const parts = [
    `## ${cell(model)}`,
    serving === undefined
      ? 'No version is in production.'
      : `Version **${serving}** is in production.`,
    table(
      ['version', 'alias', 'gate', ...metrics, 'data', 'commit', 'before it', 'registered', 'by'],
      newest.map((record) => [
        String(record.version),
        namesOf(record.version)
          .map((name) => `**${name}**`)
          .concat(expired.has(record.version) ? ['expired'] : [])
          .join(', '),
        record.decision,
        ...metrics.map((name) => record.metrics[name]?.toPrecision(4) ?? ''),
        ...lineage(record),
      ]),
    ),
  ];
  if (versions.length > newest.length) {
    parts.push(`The newest ${newest.length} of ${versions.length} versions.`);
  }
  if (moves.length > 0) {
    parts.push(
      table(
        ['when', 'what', 'who', 'why'],
        moves
          .reverse()
          .map(({ at, event, version, alias, by, reason }) => [
            minute(at),
            whatHappened(event, version, alias),
            by,
            reason,
          ]),
      ),
    );
  }
  return parts.join('\n\n');
}

function lineage(record: VersionRecord): string[] {
  return [
    `\`${record.dataHash.slice(0, 12)}\``,
    record.gitCommit === null ? '' : `\`${record.gitCommit.slice(0, 12)}\``,
    record.parentVersion === null ? '' : `version ${record.parentVersion}`,
    minute(record.registeredAt),
    record.registeredBy,
  ];
}

function whatHappened(event: string, version: number, alias: string | null): string {
  if (event === 'promoted') return `version ${version} promoted`;
  if (event === 'evaluated') return `version ${version} judged again`;
  if (event === 'expired') return `version ${version} expired`;
  if (event === 'rolledBack') return `rolled back to version ${version}`;
  return `version ${version} is ${alias ?? 'named'}`;
}

const minute = (at: string) => at.slice(0, 16).replace('T', ' ');

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(head.map(cell)),
    line(head.map(() => '---')),
    ...rows.map((row) => line(row.map(cell))),
  ].join('\n');
}

/** Names and reasons are typed by people: they stay in their cell and are no markup of HTML. */
const cell = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
