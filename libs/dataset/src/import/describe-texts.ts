import { findNearTexts } from '../find-near-texts.ts';
import { plainText } from '../plain-text.ts';
import { signTexts } from '../text-signatures.ts';
import type { LabelledText } from './read-texts.ts';

/** What limits of texts follow from. */
export type TextFacts = {
  /** Share of texts that say nearly what an earlier one says. */
  readonly nearDuplicateShare: number;
  /** Texts that say the same under more than one label. */
  readonly contradictions: number;
  /** Unicode scripts in which a fair share of the texts is mostly written, most frequent first. */
  readonly scripts: readonly string[];
  /** Texts that hold a digit. */
  readonly withDigits: number;
};

/** The scripts that the check of scripts knows. */
const scriptPatterns = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Bengali',
  'Tamil',
  'Telugu',
  'Thai',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Armenian',
  'Georgian',
  'Ethiopic',
  'Khmer',
  'Lao',
].map((name) => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, 'gu') }));
/** A script of fewer texts than this share came in by chance. */
const fairShare = 0.02;
/** Texts looked at for their scripts, spread evenly. */
const textsLookedAt = 2_000;

export function describeTexts(texts: readonly LabelledText[]): TextFacts {
  const labels = new Map<string, Set<string>>();
  let withDigits = 0;
  for (const { text, label } of texts) {
    if (/\d/.test(text)) withDigits++;
    const plain = plainText(text);
    if (plain === null) continue;
    const known = labels.get(plain);
    if (known === undefined) labels.set(plain, new Set([label]));
    else known.add(label);
  }
  const near = findNearTexts(signTexts(texts.map(({ text }) => text)));
  const repeated = near.reduce((sum, row) => sum + (row === -1 ? 0 : 1), 0);
  return {
    nearDuplicateShare: texts.length === 0 ? 0 : repeated / texts.length,
    contradictions: [...labels.values()].filter((known) => known.size > 1).length,
    scripts: scriptsOf(texts),
    withDigits,
  };
}

function scriptsOf(texts: readonly LabelledText[]): string[] {
  const step = Math.max(1, Math.floor(texts.length / textsLookedAt));
  const counts = new Map<string, number>();
  let looked = 0;
  for (let index = 0; index < texts.length; index += step) {
    const text = texts[index]?.text ?? '';
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    if (letters === 0) continue;
    looked++;
    for (const { name, pattern } of scriptPatterns) {
      // Japanese mixes three scripts: a tenth of the letters is enough.
      const own = text.match(pattern)?.length ?? 0;
      if (own * 10 >= letters) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count >= looked * fairShare)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name]) => name);
}
