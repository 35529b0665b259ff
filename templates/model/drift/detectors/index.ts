import type { Detector } from '@create-mlops/drift-check';

/** Detectors of your own. `npx plop detector` adds one: its file, its test and its line here. */
export const detectors: readonly Detector[] = [];
