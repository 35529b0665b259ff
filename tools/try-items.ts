/** One thing to try: `null` when it works, otherwise what is wrong. */
export type Item = { readonly name: string; readonly attempt: () => Promise<string | null> };

/** Tries one after the other, prints a line for each and a last one that counts them. Returns the exit code. */
export async function tryItems(items: readonly Item[], summary: string): Promise<number> {
  let failed = 0;
  for (const { name, attempt } of items) {
    const started = Date.now();
    const problem = await attempt().catch((error: unknown) => String(error));
    const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`;
    process.stdout.write(
      problem === null ? `✔ ${name} (${seconds})\n` : `✘ ${name} (${seconds}): ${problem}\n`,
    );
    if (problem !== null) failed++;
  }
  process.stdout.write(`\n${items.length - failed} of ${items.length} ${summary}\n`);
  return failed === 0 ? 0 : 1;
}
