/**
 * Lets the command go on when nobody reads its output any more, as after `| head`: the project is made whole all the same, and
 * the exit code says how that went.
 */
export function outliveReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
