type Numbers = { [index: number]: number; readonly length: number };

/**
 * Adds rows of `width` numbers into the rows of `out` that `segmentIds` names; ids outside `[0, segments)` are left
 * out. `out` must be zeros.
 */
export function addSegments(
  x: Readonly<Numbers>,
  segmentIds: Readonly<Numbers>,
  out: Numbers,
  { width, segments }: { readonly width: number; readonly segments: number },
): void {
  let from = 0;
  for (let row = 0; row < segmentIds.length; row++) {
    const segment = segmentIds[row] ?? -1;
    if (segment < 0 || segment >= segments) {
      from += width;
      continue;
    }
    const end = (segment + 1) * width;
    for (let to = segment * width; to < end; to++, from++) {
      out[to] = (out[to] ?? 0) + (x[from] ?? 0);
    }
  }
}
