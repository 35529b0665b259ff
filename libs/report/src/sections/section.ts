import type { ReportInput } from '../report-input.ts';
import type { Markup } from '../text/markup.ts';

/** One picture of a report; `name` is a file name without extension. */
export type Figure = { readonly name: string; readonly svg: string };

export type RenderedSection = { readonly body: Markup; readonly figures: readonly Figure[] };

/** One part of the page. */
export type Section = {
  readonly id: string;
  readonly title: string;
  /** `null` when its input is missing. */
  readonly render: (input: ReportInput) => RenderedSection | null;
  /** What to say then: what is missing and which command makes it. */
  readonly missing: { readonly what: string; readonly stage: string };
};
