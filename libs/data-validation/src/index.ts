export type { Check, CheckDefinition, Judgement } from './check.ts';
export { checkSettings, defineCheck } from './check.ts';
export type { Evidence, Subject } from './evidence.ts';
export { type ExplainedRule, explain } from './explain.ts';
export type { Need, RowsFound } from './need.ts';
export { renderCheckTable } from './render-check-table.ts';
export { reportSentence } from './report-sentence.ts';
export {
  checkRegistry,
  type ValidationSettings,
  validationSettingsSchema,
} from './settings.ts';
export { type GreatExpectationsResult, toGreatExpectations } from './to-great-expectations.ts';
export { toJunit } from './to-junit.ts';
export { toMarkdown } from './to-markdown.ts';
export { toTerminal } from './to-terminal.ts';
export { type ValidateOptions, validate } from './validate.ts';
