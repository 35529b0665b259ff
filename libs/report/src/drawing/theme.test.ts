import { describe, expect, it } from 'vitest';
import { darkPalette, lightPalette } from './theme.ts';

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe.each([
  ['light', lightPalette],
  ['dark', darkPalette],
])('the %s palette', (_name, palette) => {
  it.each(['ink', 'muted', 'pass', 'warn', 'fail', 'a'] as const)(
    '%s can be read on both papers',
    (colour) => {
      expect(contrast(palette[colour], palette.card)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(palette[colour], palette.paper)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('shapes stand out and text on them can be read', () => {
    expect(contrast(palette.b, palette.card)).toBeGreaterThanOrEqual(3);
    expect(contrast(palette.onA, palette.a)).toBeGreaterThanOrEqual(4.5);
  });
});
