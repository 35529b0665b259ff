// npm run pages-demo [sample …]: makes a project of each kind, writes its static page, opens it from disk in headless Chromium and
// holds what it answers against what the service answers. Pictures of the pages go to the folder that SCREENSHOTS names.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  bundleManifestSchema,
  bundleSamplesSchema,
  type Row,
  whyWithheld,
} from '@create-mlops/contracts';
import { openRegistry } from '@create-mlops/model-registry';
import { modelHashOf } from '@create-mlops/training';
import { type BrowserPage, chromiumPath, openBrowser } from '../libs/serving/test/chromium.ts';
import { type ScaffoldedProject, scaffoldProject } from './scaffolded-project.ts';
import { type Item, tryItems } from './try-items.ts';
import { withService } from './with-service.ts';

/** Scores of the cpu backend in the browser and of WASM in the service may differ by so much; values by so much of themselves. */
const tolerance = 1e-5;

type Answer = {
  readonly prediction: string | number;
  readonly probabilities?: Record<string, number>;
};

type Opened = {
  readonly name: string;
  readonly project: ScaffoldedProject;
  readonly page: BrowserPage;
  /** Requests recorded at training, without the target. */
  readonly rows: readonly Row[];
};

const samples = ['churn', 'houses', 'shapes', 'reviews'];
const words = process.argv.slice(2);
const chosen = words.length === 0 ? ['churn', 'shapes', 'reviews'] : words;
const unknown = chosen.find((word) => !samples.includes(word));
if (unknown !== undefined) {
  process.stderr.write(`There is no sample "${unknown}": ${samples.join(', ')}.\n`);
  process.exit(2);
}
if (chromiumPath === null) {
  process.stdout.write(
    'There is no Chromium here, so that static pages were not tried. Install one, or set CHROME_PATH.\n',
  );
  process.exit(0);
}

async function openPage(name: string, path: string): Promise<Opened> {
  const project = await scaffoldProject(['--data', name]);
  const steps = [['pipeline'], ['pages']];
  for (const step of steps) {
    const run = await project.run('npm', ['run', '-s', ...step]);
    if (run.code !== 0)
      throw new Error(`${step.join(' ')} exited with ${run.code}:\n${run.output}`);
  }
  const artifacts = join(project.folder, 'artifacts', name);
  const recorded = bundleSamplesSchema.parse(
    JSON.parse(readFileSync(join(artifacts, 'train', 'bundle', 'samples.json'), 'utf8')),
  );
  const { contract } = bundleManifestSchema.parse(
    JSON.parse(readFileSync(join(artifacts, 'train', 'bundle', 'manifest.json'), 'utf8')),
  );
  const asked = contract.columns.filter((column) => whyWithheld(column) === null);
  const rows = recorded.rows.map(
    (row): Row =>
      Object.fromEntries(asked.map((column) => [column.name, row[column.name] ?? null])),
  );
  const page = await openBrowser(path);
  await page.resize(1100, 900);
  await page.open(pathToFileURL(join(artifacts, 'pages', 'index.html')).href);
  return { name, project, page, rows };
}

/** What the program in the page says to a row, or to nonsense. */
const askPage = async ({ page }: Opened, row: unknown): Promise<unknown> =>
  page.evaluate(`inBrowser.ask('predict', ${JSON.stringify(row)}).then((answer) => answer.json())`);

async function answersEqual(opened: Opened): Promise<string | null> {
  const { name, project, rows } = opened;
  return withService(project.folder, async (address) => {
    let largest = 0;
    for (const row of rows) {
      const response = await fetch(`${address}/models/${name}/predict`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(row),
      });
      if (!response.ok) return `the service answers ${response.status}: ${await response.text()}`;
      const expected = (await response.json()) as Answer;
      const received = (await askPage(opened, row)) as Answer;
      if (expected.probabilities === undefined) {
        const [a, b] = [Number(expected.prediction), Number(received.prediction)];
        largest = Math.max(largest, Math.abs(a - b) / Math.max(1, Math.abs(a)));
      } else if (expected.prediction !== received.prediction) {
        return `the service says ${expected.prediction}, the page ${received.prediction}, to ${JSON.stringify(row).slice(0, 300)}`;
      }
      for (const [label, share] of Object.entries(expected.probabilities ?? {})) {
        largest = Math.max(
          largest,
          Math.abs(share - (received.probabilities?.[label] ?? Number.NaN)),
        );
      }
    }
    process.stdout.write(`  ${rows.length} rows, largest difference ${largest.toExponential(1)}\n`);
    return largest <= tolerance ? null : `the answers differ by up to ${largest}`;
  });
}

async function refusesNonsense(opened: Opened): Promise<string | null> {
  const { project, name } = opened;
  const nonsense = { no_such_column: 1 };
  return withService(project.folder, async (address) => {
    const response = await fetch(`${address}/models/${name}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(nonsense),
    });
    const { requestId: _asked, ...expected } = (await response.json()) as { requestId: string };
    const { requestId: _answered, ...received } = (await askPage(opened, nonsense)) as {
      requestId: string;
    };
    const [a, b] = [expected, received].map((said) => JSON.stringify(said));
    return response.status === 400 && a === b ? null : `the service says ${a}, the page ${b}`;
  });
}

/** A page whose weights were changed after it was made says so, and answers nothing. */
async function noticesDamage({ name, project, page }: Opened): Promise<string | null> {
  const folder = join(project.folder, 'artifacts', name, 'pages');
  const text = readFileSync(join(folder, 'index.html'), 'utf8');
  const damaged = text.replace(/("weights\.bin":"[^"]{400})[^"]{40}/, `$1${'Q'.repeat(40)}`);
  if (damaged === text) return 'there are no weights to change';
  const path = join(folder, 'damaged.html');
  writeFileSync(path, damaged);
  await page.open(pathToFileURL(path).href);
  await page.evaluate(`document.querySelector('button.main').click()`);
  await page.waitFor(`document.querySelector('[role=alert]').textContent.includes('was refused')`);
  return null;
}

/** A version that is an ONNX model is refused by name, and nothing is written. */
async function refusesOnnx({ name, project }: Opened): Promise<string | null> {
  const { folder } = project;
  const registry = openRegistry(join(folder, 'registry'), { root: folder });
  const bundle = join(folder, '..', 'onnx-bundle');
  cpSync(join(folder, 'artifacts', name, 'train', 'bundle'), bundle, { recursive: true });
  const manifestPath = join(bundle, 'manifest.json');
  const manifest = bundleManifestSchema.parse(JSON.parse(readFileSync(manifestPath, 'utf8')));
  const { 'model.json': _json, 'weights.bin': _weights, ...files } = manifest.files;
  rmSync(join(bundle, 'model.json'));
  renameSync(join(bundle, 'weights.bin'), join(bundle, 'model.onnx'));
  const hash = createHash('sha256')
    .update(readFileSync(join(bundle, 'model.onnx')))
    .digest('hex');
  const bytes = manifest.files['weights.bin']?.bytes ?? 0;
  const own = { ...files, 'model.onnx': { sha256: hash, bytes } };
  const hashes = Object.entries(own).map(([file, { sha256 }]) => [file, sha256]);
  const changed = { ...manifest, files: own, modelHash: modelHashOf(Object.fromEntries(hashes)) };
  writeFileSync(manifestPath, JSON.stringify(changed));
  const verdict = { ...registry.verdict(name, 1), modelHash: changed.modelHash };
  const { record } = registry.register(bundle, verdict, { by: 'a test', reason: 'an ONNX model' });
  const { code, output } = await project.run('npm', ['run', '-s', 'pages', String(record.version)]);
  const isNamed = output.includes('an ONNX model') && output.includes('npm run serve');
  return code === 2 && isNamed ? null : `exited with ${code}:\n${output}`;
}

/** Presses the button as a person would, and draws where there is something to draw on. */
async function answersPeople({ name, page }: Opened): Promise<string | null> {
  await page.evaluate(`document.querySelector('button.main').click()`);
  await page.waitFor(`document.querySelector('.answer') !== null`);
  if (name === 'shapes') await draw(page);
  if (process.env.SCREENSHOTS !== undefined) {
    mkdirSync(process.env.SCREENSHOTS, { recursive: true });
    for (const scheme of ['light', 'dark'] as const) {
      await page.colorScheme(scheme);
      const path = join(process.env.SCREENSHOTS, `${name}-${scheme}.png`);
      writeFileSync(path, await page.screenshot());
    }
  }
  await page.resize(360, 700);
  const fits = await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');
  if (fits !== true) return 'the page is wider than a telephone';
  return page.complaints.length === 0
    ? null
    : `the browser complains: ${page.complaints.join('\n')}`;
}

/** A stroke round the canvas, by pointer events; what is drawn is asked about when the pen is lifted. */
async function draw(page: BrowserPage): Promise<void> {
  await page.evaluate(`(() => {
    document.querySelector('.answer').textContent = '';
    const canvas = document.querySelector('canvas');
    canvas.setPointerCapture = () => {};
    const box = canvas.getBoundingClientRect();
    const at = (type, turn) => canvas.dispatchEvent(new PointerEvent(type, {
      bubbles: true, button: 0, pointerId: 1,
      clientX: box.left + box.width * (0.5 + 0.3 * Math.cos(turn)),
      clientY: box.top + box.height * (0.5 + 0.3 * Math.sin(turn)),
    }));
    at('pointerdown', 0);
    for (let step = 1; step <= 40; step++) at('pointermove', (step / 40) * 2 * Math.PI);
    at('pointerup', 2 * Math.PI);
  })()`);
  await page.waitFor(`document.querySelector('.answer')?.textContent.length > 0`);
  const said = await page.evaluate(`document.querySelector('.answer').textContent`);
  process.stdout.write(`  a drawn ring is called ${said}\n`);
}

const open: Opened[] = [];
const items = chosen.flatMap((name): Item[] => {
  const opened = () => {
    const found = open.find((one) => one.name === name);
    if (found === undefined) throw new Error('There is no page.');
    return found;
  };
  return [
    {
      name: `${name}: a page is made and opens from disk`,
      attempt: async () => {
        const one = await openPage(name, chromiumPath ?? '');
        open.push(one);
        return one.rows.length > 0 ? null : 'the bundle has no recorded requests';
      },
    },
    {
      name: `${name}: the page answers as the service does`,
      attempt: () => answersEqual(opened()),
    },
    {
      name: `${name}: the page refuses as the service does`,
      attempt: () => refusesNonsense(opened()),
    },
    { name: `${name}: the page answers a person`, attempt: () => answersPeople(opened()) },
    { name: `${name}: a damaged page is noticed`, attempt: () => noticesDamage(opened()) },
    { name: `${name}: an ONNX model is refused by name`, attempt: () => refusesOnnx(opened()) },
  ];
});

try {
  process.exitCode = await tryItems(items, 'things that a static page should do work.');
} finally {
  for (const { page, project } of open) {
    await page.close();
    project.remove();
  }
}
