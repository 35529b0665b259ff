// Lets the work go on when nobody reads its output any more, as after `| head`. Nx is started with it, too: without it a run
// whose reader left would end half way with an unhandled EPIPE.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
