/** An identifier in SQL. @example quoteName('my "x"') // '"my ""x"""' */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal in SQL. @example quoteText("it's") // "'it''s'" */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
