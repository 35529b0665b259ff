/**
 * The words in a column name, in lower case and without accents.
 *
 * @example nameTokens('customerAge_years') // ['customer', 'age', 'years']
 */
export function nameTokens(name: string): readonly string[] {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((token) => token !== '');
}
