import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withService } from '../../with-service.ts';
import type { Bench, Figure, Result } from '../figure.ts';
import { measureProcess } from '../measure-process.ts';
import { median } from '../median.ts';
import { runChild } from '../run-child.ts';

const requests = 500;
const messages = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  '..',
  'shared',
  'data',
  'SMSSpamCollection.tsv',
);
const review = 'We bought the kettle for Maria. The handle is not bad, and the finish is lovely!';

/** Texts: an epoch, whole trainings, the sample's pipeline, and one prediction. */
export const texts: Figure = {
  name: 'texts',
  measure: async (bench) => [
    await epoch(bench),
    await longReviews(bench),
    await spam(bench),
    ...(await sampleProject(bench)),
  ],
};

async function epoch(bench: Bench): Promise<Result> {
  bench.say('epochs over 5,000 texts');
  const rates: number[] = [];
  for (let round = 0; round < 3; round++) {
    const { found } = await runChild<{ docsPerSecond: number }>('train-texts', ['epoch']);
    rates.push(found.docsPerSecond);
  }
  const rate = median(rates);
  return {
    name: 'hashed text epoch, 5,000 × 2,048, batch 64',
    measured: `${rate.toFixed(0)} documents/s`,
    target: '≥ 6,000 documents/s',
    met: rate >= 6_000,
  };
}

async function longReviews(bench: Bench): Promise<Result> {
  bench.say('training on 25,000 reviews');
  const { found, peakMb } = await runChild<{ seconds: number }>('train-texts', ['reviews']);
  return {
    name: '25,000 reviews of 230 words, whole training',
    measured: `${found.seconds.toFixed(0)} s, ${(peakMb / 1024).toFixed(2)} GiB`,
    target: '≤ 90 s',
    met: found.seconds <= 90,
  };
}

async function spam(bench: Bench): Promise<Result> {
  const name = 'SMS spam, 80/20, mean of 5 splits: F1 of spam, training';
  const target = '≥ 0.95, ≤ 20 s';
  if (!existsSync(messages)) {
    return { name, measured: 'no folder shared/data beside the repository', target, met: null };
  }
  bench.say('training on the messages of SMSSpamCollection.tsv');
  const words = ['messages', messages];
  const { found } = await runChild<{ f1: number; seconds: number }>('train-texts', words);
  return {
    name,
    measured: `${found.f1.toFixed(3)}, ${found.seconds.toFixed(1)} s`,
    target,
    met: found.f1 >= 0.95 && found.seconds <= 20,
  };
}

async function sampleProject(bench: Bench): Promise<Result[]> {
  const project = join(bench.folder, 'reviews-project');
  const words = [await bench.command(), project, '--data', 'reviews', '--yes'];
  await measureProcess(process.execPath, [...words, '--no-install', '--no-git'], {
    cwd: bench.folder,
  });
  bench.say('installing a text project');
  await measureProcess('npm', ['install', '--no-audit', '--no-fund'], { cwd: project });
  const pipeline = [join('tools', 'pipeline.mjs')];
  const { ms } = await measureProcess(process.execPath, pipeline, { cwd: project });
  const p50 = await withService(project, predictionMs);
  return [
    {
      name: 'text project: pipeline on the sample, cold',
      measured: `${(ms / 1000).toFixed(1)} s`,
      target: '≤ 25 s',
      met: ms <= 25_000,
    },
    {
      name: '/predict, one text, p50',
      measured: `${p50.toFixed(2)} ms`,
      target: '≤ 1 ms',
      met: p50 <= 1,
    },
  ];
}

/** The median of requests one after the other, over a connection that stays open. */
async function predictionMs(address: string): Promise<number> {
  const times: number[] = [];
  for (let request = 0; request < requests; request++) {
    const start = performance.now();
    const response = await fetch(`${address}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ review }),
    });
    const answer = await response.text();
    times.push(performance.now() - start);
    if (!response.ok) throw new Error(`/predict answered ${response.status}: ${answer}`);
  }
  return median(times);
}
