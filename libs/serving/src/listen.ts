import { createServer } from 'node:net';
import { MlopsError } from '@create-mlops/contracts';
import type { FastifyInstance } from 'fastify';

/**
 * Opens the port.
 * @returns the address, `http://127.0.0.1:3000`.
 * @throws {MlopsError} PORT_TAKEN naming the next free port; USAGE when this process may not open it.
 */
export async function listen(
  app: FastifyInstance,
  { host = '127.0.0.1', port }: { readonly host?: string; readonly port: number },
): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') {
      const free = await nextFreePort(host, port + 1);
      throw new MlopsError(
        'PORT_TAKEN',
        `Port ${port} is taken by another program.`,
        free === null
          ? 'Choose another port: `npm run serve 8080`.'
          : `Port ${free} is free: \`npm run serve ${free}\`.`,
        { cause: error },
      );
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new MlopsError(
        'USAGE',
        `${host}:${port} cannot be opened here (${code}).`,
        'Choose a port above 1023, and an address of this machine in HOST.',
        { cause: error },
      );
    }
    throw error;
  }
}

/** Ports looked at before giving up. */
const attempts = 50;

async function nextFreePort(host: string, from: number): Promise<number | null> {
  for (let port = from; port < Math.min(from + attempts, 65_536); port++) {
    if (await isFree(host, port)) return port;
  }
  return null;
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host, port }, () => probe.close(() => resolve(true)));
  });
}
