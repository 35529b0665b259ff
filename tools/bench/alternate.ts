import { median } from './median.ts';

/**
 * Runs several contenders in turn (A, B, A, B …), so that a machine that is busy for a while slows all of them.
 *
 * @param contenders each does its work once and returns what it took, in any unit.
 * @param rounds counted ones; one more comes before them to warm up caches.
 * @returns the median of each contender.
 */
export async function alternate<Name extends string>(
  contenders: Readonly<Record<Name, (round: number) => Promise<number>>>,
  rounds: number,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(contenders) as Name[];
  const taken = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const value = await contenders[name](round);
      if (round > 0) taken.get(name)?.push(value);
    }
  }
  const medians = names.map((name) => [name, median(taken.get(name) ?? [])] as const);
  return Object.fromEntries(medians) as Record<Name, number>;
}
