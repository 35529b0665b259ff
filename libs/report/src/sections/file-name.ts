/**
 * Names that are safe as file names on every system, and differ even where the texts differ only in what is left out.
 *
 * @example fileNames(['Age (years)', 'age years']) // ['age-years', 'age-years-2']
 */
export function fileNames(texts: readonly string[]): string[] {
  const taken = new Map<string, number>();
  return texts.map((text) => {
    const plain =
      text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 60) || 'unnamed';
    let name = plain;
    for (let count = (taken.get(plain) ?? 0) + 1; ; count++) {
      name = count === 1 ? plain : `${plain}-${count}`;
      taken.set(plain, count);
      if (name === plain || !taken.has(name)) break;
    }
    taken.set(name, taken.get(name) ?? 1);
    return name;
  });
}
