const indexBits = 14;
const registerCount = 1 << indexBits;
const bias = 0.7213 / (1 + 1.079 / registerCount);

/**
 * Estimates how many different 32-bit hashes were added, in 16 KiB: the standard error is 0.8 %.
 *
 * @see Flajolet, Fusy, Gandouet, Meunier: HyperLogLog, 2007
 */
export class HyperLogLog {
  private readonly registers = new Uint8Array(registerCount);

  /** @param hash 32 well-mixed bits */
  add(hash: number): void {
    const index = hash & (registerCount - 1);
    const rank = Math.clz32(Math.imul(hash ^ (hash >>> indexBits), 0x9e3779b1)) + 1;
    if (rank > (this.registers[index] ?? 0)) this.registers[index] = rank;
  }

  count(): number {
    let sum = 0;
    let empty = 0;
    for (const register of this.registers) {
      sum += 2 ** -register;
      if (register === 0) empty++;
    }
    const raw = (bias * registerCount * registerCount) / sum;
    const linear = raw <= 2.5 * registerCount && empty > 0;
    return Math.round(linear ? registerCount * Math.log(registerCount / empty) : raw);
  }
}
