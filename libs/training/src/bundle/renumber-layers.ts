import type { io } from '@tensorflow/tfjs-core';

/**
 * Names that TensorFlow.js made up (`dense_Dense7`, `sequential_3`, `model2`) end in a counter of the whole process;
 * here each kind is counted from 1 in order of appearance, so that the same model is written as the same bytes. Names
 * that a person gave stay.
 */
export function renumberLayers(
  topology: unknown,
  weightSpecs: readonly io.WeightsManifestEntry[],
): { readonly topology: unknown; readonly weightSpecs: io.WeightsManifestEntry[] } {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  collectNames(topology, (className, name) => {
    const stem = automaticStem(className, name);
    if (stem === null || names.has(name)) return;
    const count = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, count);
    names.set(name, `${stem}${count}`);
  });
  if (names.size === 0) return { topology, weightSpecs: [...weightSpecs] };
  // One pass over all names at once: renaming one after the other would rename some twice.
  const pattern = new RegExp(
    `(?<![A-Za-z0-9])(?:${[...names.keys()].join('|')})(?![A-Za-z0-9])`,
    'g',
  );
  const text = JSON.stringify({ topology, weightSpecs });
  return JSON.parse(text.replace(pattern, (name) => names.get(name) ?? name));
}

/** The part of an automatic name before its counter; `null` for a name that a person gave. */
function automaticStem(className: string, name: string): string | null {
  const stem = /^(\w*\D)\d+$/.exec(name)?.[1];
  if (stem === undefined) return null;
  const isContainer = ['Sequential', 'Model', 'Functional'].includes(className);
  if (isContainer) return ['sequential_', 'model', 'container'].includes(stem) ? stem : null;
  return stem.endsWith(`_${className}`) || stem === 'input' ? stem : null;
}

function collectNames(node: unknown, visit: (className: string, name: string) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if ('class_name' in node && typeof node.class_name === 'string' && 'config' in node) {
    const { config } = node;
    if (typeof config === 'object' && config !== null && 'name' in config) {
      if (typeof config.name === 'string') visit(node.class_name, config.name);
    }
  }
  for (const child of Object.values(node)) collectNames(child, visit);
}
