/** Mulberry32: a small generator whose numbers depend on its seed alone. Uniform in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Chooses `size` rows of a stream whose length is not known, each with the same chance. It knows in advance
 * which row it wants next, so that the others cost one comparison.
 *
 * @see Li: Reservoir-sampling algorithms of time complexity O(n(1 + log(N/n))), 1994 (algorithm L)
 */
export class RowReservoir {
  private readonly size: number;
  private readonly random: () => number;
  private weight: number;
  /** 1-based number of the next row to take. */
  next = 1;
  /** Where the row just taken goes: an index below `size`. */
  slot = 0;

  constructor(size: number, seed: number) {
    this.size = size;
    this.random = seededRandom(seed);
    this.weight = Math.exp(Math.log(1 - this.random()) / size);
  }

  /** Take row `next`: sets `slot` and moves `next` on. */
  take(): void {
    if (this.next < this.size) {
      this.slot = this.next - 1;
      this.next++;
      return;
    }
    this.slot = this.next === this.size ? this.size - 1 : Math.floor(this.random() * this.size);
    this.next += Math.floor(Math.log(1 - this.random()) / Math.log(1 - this.weight)) + 1;
    this.weight *= Math.exp(Math.log(1 - this.random()) / this.size);
  }
}
