import { figureCss, standaloneFigure } from './drawing/theme.ts';
import { pageCss } from './page/page-css.ts';
import { pageHead } from './page/page-head.ts';
import type { ReportInput } from './report-input.ts';
import { sections } from './sections/index.ts';
import type { Figure } from './sections/section.ts';
import { stageCommand } from './stage-lines.ts';
import { type Markup, markup } from './text/markup.ts';
import { toMarkdown } from './to-markdown.ts';

export type RenderedReport = {
  /** One page that needs nothing else: no script, no network. */
  readonly html: string;
  /** Every picture of the page as a file of its own; `name` has no extension. */
  readonly figures: readonly Figure[];
  /** The short form for the summary of a CI job. */
  readonly markdown: string;
};

/**
 * What happened to one model, as a page, as pictures and as Markdown. The same input gives the same bytes.
 *
 * @example renderReport({ project: 'acme', model: 'churn', …, generatedFrom: 'artifacts/churn' }).html
 */
export function renderReport(input: ReportInput): RenderedReport {
  const rendered = sections.map((section) => ({ ...section, content: section.render(input) }));
  const parts = rendered.map(
    ({
      id,
      title,
      content,
      missing,
    }) => markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${
  content?.body ??
  markup`<p class="quiet">${missing.what} yet: <code>${stageCommand(input.model, missing.stage)}</code> makes it.</p>`
}
</section>
`,
  );
  const figures = rendered.flatMap(({ content }) => content?.figures ?? []);
  return {
    html: page(input, parts),
    figures: figures.map(({ name, svg }) => ({ name, svg: standaloneFigure(svg) })),
    markdown: toMarkdown(input),
  };
}

function page(input: ReportInput, parts: readonly Markup[]): string {
  const style: Markup = { markup: `${pageCss()}${figureCss()}` };
  const contents = sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${input.model} · ${input.project}</title>
<style>${style}
</style>
</head>
<body>
<div class="page">
${pageHead(input)}<nav aria-label="Contents"><ol>${contents}</ol></nav>
<main>
${parts}</main>
<footer>Drawn by <code>npm run report</code> from ${input.generatedFrom}. Every figure is also a file in <code>figures/</code>.</footer>
</div>
</body>
</html>
`.markup;
}
