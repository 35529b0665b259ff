import { type Draw, seededDraw } from './seeded-random.ts';

/** The day on which the sample was taken. */
export const reviewsCapturedAt = '2026-01-31T00:00:00Z';

type Sentiment = 'positive' | 'negative';

const things = [
  'kettle',
  'lamp',
  'backpack',
  'headset',
  'desk',
  'blender',
  'jacket',
  'keyboard',
  'tent',
  'radio',
] as const;
const parts = [
  'build',
  'delivery',
  'support',
  'packaging',
  'manual',
  'finish',
  'price',
  'size',
  'sound',
  'colour',
  'handle',
  'quality',
] as const;
const names = ['Maria', 'Jonas', 'Aisha', 'Wei', 'Elena', 'Omar', 'Sofia', 'Lukas'] as const;
const adjectives = {
  positive: ['good', 'great', 'solid', 'pleasant', 'reliable', 'useful', 'clever', 'lovely'],
  negative: ['bad', 'awful', 'flimsy', 'annoying', 'faulty', 'useless', 'clumsy', 'ugly'],
} as const;

const other = (sentiment: Sentiment) => (sentiment === 'positive' ? 'negative' : 'positive');

/**
 * How a sentence says what it means. Half of them hold a word of the opposite, so that counting words alone goes wrong:
 * `not good`, `far from faulty`, `said it was great but it is flimsy`.
 */
const sentences: readonly ((draw: Draw, meant: Sentiment) => string)[] = [
  (draw, meant) => `the ${one(draw, parts)} is ${word(draw, meant)}`,
  (draw, meant) => `I find the ${one(draw, parts)} ${word(draw, meant)}`,
  (draw, meant) => `the ${one(draw, parts)} is not ${word(draw, other(meant))}`,
  (draw, meant) => `the ${one(draw, parts)} is never ${word(draw, other(meant))}`,
  (draw, meant) => `the ${one(draw, parts)} is far from ${word(draw, other(meant))}`,
  (draw, meant) =>
    `${one(draw, names)} said the ${one(draw, parts)} was ${word(draw, other(meant))} but it is ${word(draw, meant)}`,
  (draw, meant) =>
    `I expected something ${word(draw, other(meant))} and got a ${word(draw, meant)} ${one(draw, parts)}`,
];

const openings: readonly ((draw: Draw) => string)[] = [
  (draw) => `I have used this ${one(draw, things)} for ${draw.integer(2, 40)} days`,
  (draw) => `We bought the ${one(draw, things)} for ${one(draw, names)}`,
  (draw) => `My second ${one(draw, things)} from this shop`,
  (draw) => `${one(draw, names)} ordered ${draw.integer(2, 9)} of these`,
  (draw) => `The ${one(draw, things)} came after ${draw.integer(1, 12)} days`,
];

/**
 * Reviews of things bought, and whether they are positive, as CSV text: sentences of a small grammar in which `not`, `far
 * from` and `but` turn words round. A few reviews are labelled wrongly, as in life. Words alone reach an accuracy of about
 * 0.6, pairs of words about 0.9.
 *
 * @param options.rows default 2,400
 * @param options.seed default 20260131
 */
export function productReviewsCsv(
  options: { readonly rows?: number; readonly seed?: number } = {},
): string {
  const { rows = 2_400, seed = 20_260_131 } = options;
  const draw = seededDraw(seed);
  const lines = ['sentiment,review'];
  const seen = new Set<string>();
  while (lines.length <= rows) {
    const meant: Sentiment = draw.uniform() < 0.55 ? 'positive' : 'negative';
    const said = Array.from({ length: draw.integer(1, 3) }, () => {
      // A person who is content has something to complain of, too.
      const mood = draw.uniform() < 0.08 ? other(meant) : meant;
      return sentence(draw, mood);
    });
    const review = [`${pick(draw, openings)(draw)}.`, ...said].join(' ');
    if (seen.has(review)) continue;
    seen.add(review);
    const label = draw.uniform() < 0.03 ? other(meant) : meant;
    lines.push(`${label},${review}`);
  }
  return `${lines.join('\n')}\n`;
}

function sentence(draw: Draw, meant: Sentiment): string {
  const text = pick(draw, sentences)(draw, meant);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${draw.uniform() < 0.15 ? '!' : '.'}`;
}

function pick<T>(draw: Draw, values: readonly T[]): T {
  return draw.choose(values.map((value) => [value, 1] as const));
}

const one = (draw: Draw, values: readonly string[]) => pick(draw, values);
const word = (draw: Draw, sentiment: Sentiment) => pick(draw, adjectives[sentiment]);
