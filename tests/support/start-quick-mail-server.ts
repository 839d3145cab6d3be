import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Taken } from './quick-mail-server-worker.ts';

/** A real mail server that takes all there is, as fast as it comes, and counts it. */
export interface QuickMailServer {
  readonly url: string;
  taken(): Promise<Taken>;
  stop(): Promise<void>;
}

export async function startQuickMailServer(): Promise<QuickMailServer> {
  const worker = new Worker(path.join(import.meta.dirname, 'quick-mail-server-worker.ts'));
  const [port] = (await once(worker, 'message')) as [number];
  return {
    url: `smtp://127.0.0.1:${port}`,
    async taken() {
      worker.postMessage('taken');
      const [taken] = (await once(worker, 'message')) as [Taken];
      return taken;
    },
    async stop() {
      await worker.terminate();
    },
  };
}
