import { checkRegistry } from './settings.ts';

const topics = ['contract', 'table', 'column', 'rows', 'images', 'learning'] as const;

/** The Markdown table of all checks, made from the registry. */
export function renderCheckTable(): string {
  const checks = Object.values(checkRegistry);
  const rows = topics.flatMap((topic) =>
    checks
      .filter((check) => check.topic === topic)
      .map((check) => {
        const fields = Object.keys(check.settings.shape).filter((name) => name !== 'status');
        const settings = fields.map((name) => `\`${name}\``).join(', ');
        const runs = check.runs === 'always' ? 'always' : 'when set';
        return `| \`${check.name}\` | ${check.topic} | ${check.description} | ${settings} | ${runs} | ${check.status} |`;
      }),
  );
  const head = [
    '| check | topic | what must hold | settings | runs | if not |',
    '|---|---|---|---|---|---|',
  ];
  return `${[...head, ...rows].join('\n')}\n`;
}
