import type { Check } from '@create-mlops/data-validation';

/** Checks of your own. `npx plop check` adds one: its file, its test and its line here. */
export const checks: readonly Check[] = [];
