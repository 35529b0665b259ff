// node --import tsx tools/readme-tables.ts: writes the tables of README.md that follow from registries.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderCheckTable } from '@create-mlops/data-validation';
import { detectorRegistry } from '@create-mlops/drift-check';
import { metricRegistry } from '@create-mlops/eval-gate';

/** The README with its derived tables as the registries have them now. */
export function withTables(readme: string): string {
  const metrics = [
    '| metric | title | better | for |',
    '|---|---|---|---|',
    ...Object.values(metricRegistry).map(
      (metric) =>
        `| \`${metric.name}\` | ${metric.title} | ${metric.direction} | ${metric.problems.join(', ')} |`,
    ),
    '',
    '| detector | title | columns |',
    '|---|---|---|',
    ...detectorRegistry.map(
      (detector) => `| \`${detector.name}\` | ${detector.title} | ${detector.kinds.join(', ')} |`,
    ),
  ].join('\n');
  return [['checks', renderCheckTable().trim()] as const, ['metrics', metrics] as const].reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->`),
        () => `<!-- ${name} -->\n${table}\n<!-- /${name} -->`,
      ),
    readme,
  );
}

if (process.argv[1] === import.meta.filename) {
  const path = join(import.meta.dirname, '..', 'README.md');
  writeFileSync(path, withTables(readFileSync(path, 'utf8')));
}
