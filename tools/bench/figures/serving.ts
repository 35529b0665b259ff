import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withService } from '../../with-service.ts';
import { alternate } from '../alternate.ts';
import type { Figure, Result } from '../figure.ts';
import { measureProcess } from '../measure-process.ts';
import { median } from '../median.ts';
import { runChild } from '../run-child.ts';
import { withBareFastify } from '../with-bare-fastify.ts';

const path = '/predict';
const seconds = 3;
const rounds = 5;

type Found = { readonly perSecond: number; readonly p99Ms: number; readonly refused: number };

/**
 * `/predict` of a generated project's service as it is shipped, its prediction log included, against a bare Fastify route
 * that returns the same JSON: one row a request, 64 connections that stay open, asked by a process of its own.
 */
export const serving: Figure = {
  name: 'serving',
  measure: async (bench) => {
    const project = await bench.project();
    const artifacts = join(project, 'artifacts', 'churn');
    if (!existsSync(join(project, 'registry', 'churn'))) {
      await measureProcess(process.execPath, [join('tools', 'pipeline.mjs')], { cwd: project });
    }
    const samples: { rows: readonly unknown[] } = JSON.parse(
      readFileSync(join(artifacts, 'train', 'bundle', 'samples.json'), 'utf8'),
    );
    const file = join(bench.folder, 'requests.json');
    writeFileSync(file, JSON.stringify(samples.rows));
    return withService(project, async (address) => {
      const response = await fetch(`${address}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(samples.rows[0]),
      });
      const answer = await response.text();
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${answer}`);
      return withBareFastify(answer, (port) => compare(Number(new URL(address).port), port, file));
    });
  },
};

async function compare(ourPort: number, barePort: number, file: string): Promise<Result[]> {
  const p99s: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
  const load = (name: 'ours' | 'bare', port: number) => async () => {
    const words = [String(port), path, String(seconds), file];
    const { found } = await runChild<Found>('load-requests', words);
    if (found.refused > 0) throw new Error(`${found.refused} requests were refused.`);
    p99s[name].push(found.p99Ms);
    return found.perSecond;
  };
  const { ours, bare } = await alternate(
    { ours: load('ours', ourPort), bare: load('bare', barePort) },
    rounds,
  );
  const share = ours / bare;
  const [ourP99, bareP99] = [median(p99s.ours), median(p99s.bare)];
  const ratio = ourP99 / bareP99;
  return [
    {
      name: '/predict, 64 connections / a bare Fastify route',
      measured: `${(100 * share).toFixed(0)} % (${ours.toFixed(0)} / ${bare.toFixed(0)} requests a second)`,
      target: '≥ 60 %',
      met: share >= 0.6,
    },
    {
      name: 'its p99',
      measured: `${ratio.toFixed(1)} × (${ourP99.toFixed(1)} / ${bareP99.toFixed(1)} ms)`,
      target: '≤ 3 ×',
      met: ratio <= 3,
    },
  ];
}
