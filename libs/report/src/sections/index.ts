import { dataSection } from './data.ts';
import { driftSection } from './drift.ts';
import { evaluationSection } from './evaluation.ts';
import { gateSection } from './gate.ts';
import { latencySection } from './latency.ts';
import { lineageSection } from './lineage.ts';
import { registrySection } from './registry.ts';
import type { Section } from './section.ts';
import { splitsSection } from './splits.ts';
import { trainingSection } from './training.ts';

/** The parts of a report, in reading order. */
export const sections: readonly Section[] = [
  dataSection,
  splitsSection,
  trainingSection,
  evaluationSection,
  gateSection,
  latencySection,
  driftSection,
  lineageSection,
  registrySection,
];
