import { type Markup, markup } from '../text/markup.ts';

const marks = {
  pass: { sign: '✓', word: 'pass', look: 'pass' },
  warn: { sign: '!', word: 'warning', look: 'warn' },
  fail: { sign: '✕', word: 'fail', look: 'fail' },
  block: { sign: '✕', word: 'blocks', look: 'fail' },
  drift: { sign: '✕', word: 'drift', look: 'fail' },
  inconclusive: { sign: '?', word: 'inconclusive', look: 'warn' },
  none: { sign: '–', word: 'nothing to report', look: 'none' },
} as const;

/** A status by sign, colour and word: the word is for people who see neither. */
export function statusMark(status: keyof typeof marks): Markup {
  const { sign, word, look } = marks[status];
  return markup`<span class="mark ${look}" title="${word}"><span aria-hidden="true">${sign}</span><span class="spoken">${word}</span></span>`;
}
