import { describe, expect, it } from 'vitest';
import { aboutPictures, aboutTexts } from './about-content.ts';

const fixed = (side: number) => ({ minimum: side, maximum: side });

describe('aboutPictures', () => {
  it('says what they are, and what the model sees where that is something else', () => {
    const photos = aboutPictures({
      width: { minimum: 640, maximum: 4_032 },
      height: fixed(3_024),
      channels: [1, 3],
      size: { width: 64, height: 48 },
      modelChannels: 3,
    });
    expect(photos.facts).toBe('The pictures are 640 to 4,032 × 3,024 pixels, grey or in colour.');
    expect(photos.model).toMatch(/^Each one is brought to 64 × 48 pixels, in colour, and a small/);
    const digits = aboutPictures({
      width: fixed(28),
      height: fixed(28),
      channels: [1],
      size: { width: 28, height: 28 },
      modelChannels: 1,
    });
    expect(digits.model).toMatch(/^A small convolutional network/);
  });
});

describe('aboutTexts', () => {
  it('says how long they are, if somebody has read them', () => {
    expect(aboutTexts({ minimum: 2, maximum: 1_910, median: 61 }).facts).toBe(
      'The texts have 2 to 1,910 characters, half of them up to 61.',
    );
    expect(aboutTexts().facts).toBe('');
  });
});
