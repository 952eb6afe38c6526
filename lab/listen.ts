import type { Server } from 'node:net';

/** Starts listening, on a free port for 0. Rejects when the port cannot be had (`EADDRINUSE`, `EACCES`). */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
