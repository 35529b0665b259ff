// npm run bench [figure…] [json]: the figures that this repository promises, measured here and now.
//
// Every figure is a file below figures/ and a line in figures/index.ts. Times are medians of runs that take turns, and where
// a figure is a ratio both sides ran in the same minutes, because no machine is quiet. Data is generated from formulas;
// nothing is downloaded but npm packages: the counterparts', and those of the generated project. A figure that cannot be
// measured here says why. `json` prints the results as JSON. Exits 1 when a target is missed.
import { rmSync } from 'node:fs';
import type { Result } from './figure.ts';
import { figures } from './figures/index.ts';
import { openBench } from './open-bench.ts';
import { printTable } from './print-table.ts';

const words = process.argv.slice(2);
const json = words.includes('json');
const asked = words.filter((word) => word !== 'json');
const unknown = asked.find((word) => !figures.some((figure) => figure.name === word));
if (unknown !== undefined) {
  const known = figures.map((figure) => figure.name).join(', ');
  process.stderr.write(
    `There is no figure "${unknown}".\n→ Use some of ${known}, or none for all.\n`,
  );
  process.exit(2);
}

const bench = openBench((text) => process.stderr.write(`  ${text}\n`));
const results: Result[] = [];
try {
  for (const figure of figures) {
    if (asked.length > 0 && !asked.includes(figure.name)) continue;
    bench.say(figure.name);
    try {
      results.push(...(await figure.measure(bench)));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      process.stderr.write(`${message}\n`);
      const measured = message.split('\n')[0] ?? '';
      results.push({ name: figure.name, measured, target: '', met: null });
    }
  }
} finally {
  rmSync(bench.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
process.stdout.write(json ? `${JSON.stringify(results, null, 2)}\n` : `\n${printTable(results)}`);
process.exitCode = results.some((result) => result.met === false) ? 1 : 0;
