/** One word of a command to copy: in single quotes where a shell would read it, in double ones for cmd.exe. */
export function quotedWord(word: string, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') {
    return /[^\w@%+=:,./\\-]/.test(word) ? `"${word.replaceAll('"', '\\"')}"` : word;
  }
  return /[^\w@%+=:,./-]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : word;
}
