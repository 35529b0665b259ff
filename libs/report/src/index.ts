// The page
export { type RenderedReport, renderReport } from './render-report.ts';
export type { ListedVersion, ReportInput } from './report-input.ts';
export type { Figure } from './sections/section.ts';
// The short form
export { toMarkdown } from './to-markdown.ts';
