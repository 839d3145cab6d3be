import type { Readable } from 'node:stream';
import { setImmediate as nextLook } from 'node:timers/promises';
import type { FileInHand } from './reading-room.ts';

/** What lies ready of a file is read together, up to about so many bytes. */
const mostAhead = 1024 * 1024;

/** What comes, without ending the connection when reading stops: the refusal still has to reach its caller. */
export const piecesOf = (content: Readable) =>
  content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;

/**
 * The pieces of a file, each in a turn that lasts until the next is asked for. What its sender has sent meanwhile is read
 * before any of it becomes rows: that somebody is gone is seen only behind it (F25).
 */
export async function* readAhead(content: Readable, inHand: FileInHand): AsyncGenerator<Buffer> {
  for await (const piece of piecesOf(content)) {
    const end = await inHand.takeTurn();
    try {
      const ready = await readyOf(content);
      inHand.throwIfGone();
      yield Buffer.concat([piece, ...ready]);
    } finally {
      end();
    }
  }
}

async function readyOf(content: Readable): Promise<Buffer[]> {
  const ready: Buffer[] = [];
  for (let bytes = 0; bytes < mostAhead;) {
    await untilLookedAt();
    const more = content.read() as Buffer | null;
    if (!more) break;
    ready.push(more);
    bytes += more.length;
  }
  return ready;
}

/** Node has looked twice for what came: the first time it takes up again what it had left alone. */
async function untilLookedAt(): Promise<void> {
  await nextLook();
  await nextLook();
}
