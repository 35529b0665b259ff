import { textColumnsOf } from '../answer/explain-text.ts';
import type { ModelSlot, ServingVersion } from '../model/model-slot.ts';
import { whyNotReady } from '../service-context.ts';
import { askServiceScript } from './ask-service-script.ts';
import { demoScript } from './demo-script.ts';
import { explainScript } from './explain-script.ts';
import { formField, wordsOf } from './form-field.ts';
import { createPage, type Html, html, type Page, scriptJson } from './html.ts';

/** The demo page: a form made from each model's contract, with example values from training; it asks this service. */
export function demoPage(slots: readonly ModelSlot[]): Page {
  const { title, body } = demoBody(slots, {
    links: html`<nav><a href="/docs">API</a><a href="/health/ready">Health</a><a href="/metrics">Metrics</a></nav>`,
    note: 'Predictions made here go to the prediction log like all others.',
  });
  return createPage({ title, body, script: `${askServiceScript}${pageScript(slots)}` });
}

/** What the page does, but for whom it asks. */
export const pageScript = (slots: readonly ModelSlot[]): string =>
  explainsAny(slots) ? `${demoScript}${explainScript}` : demoScript;

/** @param parts.note a sentence at the foot of the page. */
export function demoBody(
  slots: readonly ModelSlot[],
  parts: { readonly links: Html | null; readonly note: string },
): { readonly title: string; readonly body: Html } {
  const names = slots.map(({ model }) => model.name);
  const title = names.length === 1 ? wordsOf(names[0] ?? '') : 'Predictions';
  const picker =
    names.length === 1
      ? ''
      : html`<div class="field"><label for="model">Model</label><select id="model">${names.map((name) => html`<option value="${name}">${wordsOf(name)}</option>`)}</select></div>`;
  const body = html`<header><h1>${title}</h1>${picker}${parts.links}</header>
<main>
${slots.map((slot, index) => section(slot, index))}
</main>
<footer class="soft small">${parts.note}</footer>
<script type="application/json" id="samples">${scriptJson(Object.fromEntries(slots.map((slot) => [slot.model.name, samplesOf(slot)])))}</script>`;
  return { title, body };
}

/** Whether the page shows which words weighed most. */
const explainsAny = (slots: readonly ModelSlot[]) =>
  slots.some((slot) => {
    const serving = slot.serving();
    return serving !== null && longTexts(serving).size > 0;
  });

/** From this length on a text is more than a name or a code, and gets a box of several lines. */
const LONG_TEXT = 40;

/** Columns that the model reads texts from which are longer than a few words. */
function longTexts(serving: ServingVersion): ReadonlySet<string> {
  const isLong = (column: string) =>
    serving.samples.rows.some((row) => String(row[column] ?? '').length > LONG_TEXT);
  return new Set(textColumnsOf(serving).filter(isLong));
}

function samplesOf(slot: ModelSlot): unknown {
  const serving = slot.serving();
  if (serving === null) return [];
  return serving.samples.rows.map((row) =>
    Object.fromEntries(serving.columnNames.map((name) => [name, row[name] ?? null])),
  );
}

function section(slot: ModelSlot, index: number): Html {
  const { name } = slot.model;
  const serving = slot.serving();
  const hidden = index === 0 ? '' : html` hidden`;
  if (serving === null) {
    return html`<section data-model="${name}"${hidden} class="split"><div class="card"><h2>${wordsOf(name)} has no answers yet</h2><p>${whyNotReady(slot)}</p></div></section>`;
  }
  const explains = longTexts(serving).size > 0 ? html` data-explains` : '';
  return html`<section data-model="${name}"${hidden}${explains} class="split">
<form class="card" novalidate autocomplete="off">
<h2>${headline(serving)}</h2>
${fields(serving, index)}
<p class="wrong" role="alert"></p>
<div class="actions"><button class="main" type="submit">Predict</button><button type="button" class="another">Another example</button></div>
</form>
<div class="stack">
<div class="card result" aria-live="polite" aria-label="Prediction"><h2>Prediction</h2><p class="soft">Press <b>Predict</b> to ask the model.</p></div>
<div class="card"><h2>Model</h2>${facts(name, serving)}</div>
</div>
</section>`;
}

function headline({ contract }: ServingVersion): string {
  const target = contract.columns.find(({ name }) => name === contract.target);
  return target?.description ?? `Predict ${wordsOf(contract.target).toLowerCase()}`;
}

/** Columns that the answer depends on come first; the others are folded away. */
function fields(serving: ServingVersion, index: number): Html {
  const { request, samples } = serving;
  const long = longTexts(serving);
  const example = samples.rows[0] ?? {};
  const field = (column: (typeof request.columns)[number], isShown: boolean) =>
    formField(
      column,
      `m${index}-${request.columns.indexOf(column)}`,
      isShown ? (example[column.name] ?? null) : null,
      { isLong: long.has(column.name) },
    );
  const matters = request.columns.filter(({ role, required }) => role === 'feature' || required);
  const others = request.columns.filter((column) => !matters.includes(column));
  const more =
    others.length === 0
      ? ''
      : html`<details><summary>${others.length === 1 ? 'One more column' : `${others.length} more columns`}, not used by the model</summary><div class="grid">${others.map((column) => field(column, false))}</div></details>`;
  return html`<div class="grid">${matters.map((column) => field(column, true))}</div>${more}`;
}

function facts(name: string, { version, predictor }: ServingVersion): Html {
  const { createdAt, metrics, modelHash, lineage } = predictor.manifest;
  const shown = Object.entries(metrics).filter(([metric]) => metric !== 'loss');
  return html`<dl>
<dt>Name</dt><dd>${name}, version ${version}</dd>
<dt>Hash</dt><dd><code>${modelHash.slice(0, 12)}</code></dd>
<dt>Trained</dt><dd>${createdAt.slice(0, 16).replace('T', ' ')} UTC</dd>
<dt>Rows</dt><dd>${lineage.dataRows.toLocaleString('en-US')}</dd>
${shown.map(([metric, value]) => html`<dt>${wordsOf(spaced(metric))}</dt><dd>${digits(value)}</dd>`)}
</dl>`;
}

const spaced = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

const digits = (value: number): string =>
  value.toLocaleString('en-US', { maximumSignificantDigits: 4 });
