import type { Sandbox } from './sandbox.ts';

/** The gate of the copy no longer asks how right a model is: the fault is another one. */
export function allowAnyQuality(sandbox: Sandbox): void {
  const gate = ['evaluate', 'gate.config.ts'] as const;
  if (sandbox.read(...gate).includes('beatBaseline: true')) {
    sandbox.edit(gate, 'beatBaseline: true', 'beatBaseline: false');
  }
  if (!sandbox.read(...gate).includes('metrics: {}')) {
    sandbox.edit(gate, /metrics: \{[\s\S]*?\n {2}\},/, 'metrics: {},');
  }
  // The model in production was allowed to learn for longer.
  sandbox.edit(gate, /production: \{[\s\S]*?\},/, 'production: false,');
  if (sandbox.read(...gate).includes('behaviour:')) {
    sandbox.edit(gate, /\n {2}behaviour: \{[\s\S]*?\n {2}\},/, '');
  }
}
