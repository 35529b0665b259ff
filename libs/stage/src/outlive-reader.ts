let isListening = false;

/**
 * Lets the work go on when nobody reads its output any more, as after `| head`: what was to be printed is dropped, and the exit
 * code stays that of the work. Without it Node ends with an unhandled EPIPE, half way.
 */
export function outliveReader(): void {
  if (isListening) return;
  isListening = true;
  for (const stream of [process.stdout, process.stderr]) stream.on('error', dropBrokenPipe);
}

function dropBrokenPipe(error: Error): void {
  if (!('code' in error && error.code === 'EPIPE')) throw error;
}
