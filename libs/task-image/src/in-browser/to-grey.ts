/**
 * The luminance of colours, as libvips computes it: weighted in linear light, then back to sRGB.
 *
 * @param colours three bytes a pixel, sRGB.
 * @returns one byte a pixel. Grey stays what it is.
 * @see IEC 61966-2-1 (sRGB), ITU-R BT.709 (weights).
 */
export function toGrey(colours: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: colours.length / 3 }, (_, pixel) => {
    const [red = 0, green = 0, blue = 0] = colours.subarray(pixel * 3, pixel * 3 + 3);
    if (red === green && green === blue) return red;
    return toByte(0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue));
  });
}

const linear = (byte: number): number => {
  const share = byte / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const toByte = (light: number): number =>
  Math.round(255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055));
