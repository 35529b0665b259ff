import { HyperLogLog } from './hyper-log-log.ts';

const startCapacity = 256;
/** Above this many slots the counts per value are dropped: they are only shown for columns with few values. */
const countedCapacity = 1 << 16;
const maximumLoad = 0.7;

const floatView = new Float64Array(1);
const wordView = new Uint32Array(floatView.buffer);

/** Slots that several counters may share out among themselves, first come, first served. */
export type SlotBudget = { slots: number };

/** 32 well-mixed bits of a number, for a place in a hash table. */
export function hashNumber(value: number): number {
  floatView[0] = value;
  let hash = Math.imul((wordView[0] ?? 0) ^ 0x9e3779b9, 0x85ebca6b) ^ (wordView[1] ?? 0);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return hash ^ (hash >>> 15);
}

/**
 * How many different numbers were added, and how often each: exact up to a number of values, an estimate
 * (HyperLogLog, about 1 % off) beyond. A text stands in by a 53-bit hash. NaN may not be added.
 */
export class DistinctCounter {
  private keys = new Float64Array(startCapacity).fill(Number.NaN);
  private counts: Uint32Array | null = new Uint32Array(startCapacity);
  private mask = startCapacity - 1;
  private size = 0;
  private limit = Math.floor(startCapacity * maximumLoad);
  private estimate: HyperLogLog | null = null;
  private maximumCapacity: number;
  private readonly budget: SlotBudget;

  /**
   * @param maximumCapacity slots (a power of two, 8 bytes each); exact up to 70 % of it
   * @param budget what all counters together may still take
   */
  constructor(maximumCapacity: number, budget: SlotBudget = { slots: maximumCapacity }) {
    this.maximumCapacity = maximumCapacity;
    this.budget = budget;
  }

  /** @returns whether `key` is seen for the first time; always false once counting is approximate */
  add(key: number): boolean {
    const hash = hashNumber(key);
    if (this.estimate !== null) {
      this.estimate.add(hash);
      return false;
    }
    let slot = hash & this.mask;
    for (;;) {
      const found = this.keys[slot] ?? 0;
      if (found === key) {
        if (this.counts !== null) this.counts[slot] = (this.counts[slot] ?? 0) + 1;
        return false;
      }
      if (Number.isNaN(found)) break;
      slot = (slot + 1) & this.mask;
    }
    this.keys[slot] = key;
    if (this.counts !== null) this.counts[slot] = 1;
    this.size++;
    if (this.size > this.limit) this.grow();
    return true;
  }

  /** From now on, be content with fewer slots. */
  limitTo(capacity: number): void {
    this.maximumCapacity = Math.min(this.maximumCapacity, capacity);
  }

  get distinct(): number {
    return this.estimate === null ? this.size : this.estimate.count();
  }

  get isExact(): boolean {
    return this.estimate === null;
  }

  /** Keys with their counts, in no order; empty when there are too many to have been counted. */
  entries(): readonly (readonly [key: number, count: number])[] {
    const { counts } = this;
    const entries: [number, number][] = [];
    if (counts === null) return entries;
    this.keys.forEach((key, slot) => {
      if (!Number.isNaN(key)) entries.push([key, counts[slot] ?? 0]);
    });
    return entries;
  }

  private grow(): void {
    const capacity = this.keys.length * 2;
    if (capacity > this.maximumCapacity || this.budget.slots < this.keys.length) {
      const estimate = new HyperLogLog();
      for (const key of this.keys) if (!Number.isNaN(key)) estimate.add(hashNumber(key));
      this.estimate = estimate;
      this.budget.slots += this.keys.length;
      this.keys = new Float64Array(0);
      this.counts = null;
      return;
    }
    const { keys, counts } = this;
    this.budget.slots -= keys.length;
    this.keys = new Float64Array(capacity).fill(Number.NaN);
    this.counts = capacity > countedCapacity || counts === null ? null : new Uint32Array(capacity);
    this.mask = capacity - 1;
    this.limit = Math.floor(capacity * maximumLoad);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] ?? Number.NaN;
      if (Number.isNaN(key)) continue;
      let slot = hashNumber(key) & this.mask;
      while (!Number.isNaN(this.keys[slot])) slot = (slot + 1) & this.mask;
      this.keys[slot] = key;
      if (this.counts !== null) this.counts[slot] = counts?.[index] ?? 0;
    }
  }
}
