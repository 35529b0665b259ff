import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withService } from '../../with-service.ts';
import type { Bench, Figure, Result } from '../figure.ts';
import { measureProcess } from '../measure-process.ts';
import { median } from '../median.ts';
import { runChild } from '../run-child.ts';

type Trained = { readonly epochSeconds: number };

/** The cpu backend needs minutes for what the others do in a second: so many pictures are enough to extrapolate. */
const cpuPictures = 64;
const requests = 300;
const gibibyte = 1.5 * 1024 ** 3;

/** Pictures: an epoch of the network that image projects begin with, the sample's pipeline, and one prediction. */
export const images: Figure = {
  name: 'images',
  measure: async (bench) => [
    ...(await smallEpoch(bench)),
    ...(await largeEpoch(bench)),
    ...(await sampleProject(bench)),
  ],
};

const train = (...words: readonly (string | number)[]) =>
  runChild<Trained>('train-pictures', words.map(String));

async function smallEpoch(bench: Bench): Promise<Result[]> {
  bench.say('an epoch over 2,000 pictures');
  const rates: number[] = [];
  for (let round = 0; round < 3; round++) {
    const { found } = await train(2_000, 28, 1, 64, 'wasm');
    rates.push(2_000 / found.epochSeconds);
  }
  const ours = median(rates);
  const cpu = await train(cpuPictures, 28, 1, 64, 'cpu');
  const ratio = ours / (cpuPictures / cpu.found.epochSeconds);
  return [
    {
      name: 'CNN epoch, 2,000 × 28×28×1, batch 64',
      measured: `${ours.toFixed(0)} images/s, ${ratio.toFixed(0)} × the cpu backend (extrapolated from ${cpuPictures} pictures)`,
      target: '≥ 1,500 images/s',
      met: ours >= 1_500,
    },
  ];
}

async function largeEpoch(bench: Bench): Promise<Result[]> {
  bench.say('an epoch over 50,000 pictures, and one over 60,000');
  const cifar = await train(50_000, 32, 3, 64, 'wasm');
  const mnist = await train(60_000, 28, 1, 64, 'wasm');
  const line = (name: string, { found, peakMb }: typeof cifar, seconds: number | null): Result => ({
    name,
    measured: `${found.epochSeconds.toFixed(0)} s, ${(peakMb / 1024).toFixed(2)} GiB`,
    target: seconds === null ? '≤ 1.5 GiB' : `≤ ${seconds} s, ≤ 1.5 GiB`,
    met: (seconds === null || found.epochSeconds <= seconds) && peakMb * 1e6 <= gibibyte,
  });
  return [
    line('one epoch, 50,000 × 32×32×3', cifar, 120),
    line('one epoch, 60,000 × 28×28×1', mnist, null),
  ];
}

async function sampleProject(bench: Bench): Promise<Result[]> {
  const project = join(bench.folder, 'shapes-project');
  const words = [await bench.command(), project, '--data', 'shapes', '--yes'];
  await measureProcess(process.execPath, [...words, '--no-install', '--no-git'], {
    cwd: bench.folder,
  });
  bench.say('installing an image project');
  await measureProcess('npm', ['install', '--no-audit', '--no-fund'], { cwd: project });
  const pipeline = [join('tools', 'pipeline.mjs')];
  const { ms } = await measureProcess(process.execPath, pipeline, { cwd: project });
  const p50 = await withService(project, (address) => predictionMs(address, project));
  return [
    {
      name: 'image project: pipeline on the sample, cold',
      measured: `${(ms / 1000).toFixed(1)} s`,
      target: '≤ 40 s',
      met: ms <= 40_000,
    },
    {
      name: '/predict, one picture as a form, p50',
      measured: `${p50.toFixed(1)} ms`,
      target: '≤ 5 ms',
      met: p50 <= 5,
    },
  ];
}

/** The median of requests one after the other, over a connection that stays open. */
async function predictionMs(address: string, project: string): Promise<number> {
  const path = join(project, 'models', 'shapes', 'data', 'raw', 'shapes', 'circle', '001.png');
  const bytes = readFileSync(path);
  const times: number[] = [];
  for (let request = 0; request < requests; request++) {
    const body = new FormData();
    body.append('image', new Blob([bytes], { type: 'image/png' }), 'circle.png');
    const start = performance.now();
    const response = await fetch(`${address}/predict`, { method: 'POST', body });
    const answer = await response.text();
    times.push(performance.now() - start);
    if (!response.ok) throw new Error(`/predict answered ${response.status}: ${answer}`);
  }
  return median(times);
}
