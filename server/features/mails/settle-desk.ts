import type { Tx } from '../../platform/database.ts';
import type { HandedMail } from './hand-over-mail.ts';
import type { MailHandlers } from './mail-kinds.ts';
import { stoppedUntil } from './sending-limits.ts';
import { settleMails } from './settle-mails.ts';

/** What left and is not written down is sent again after a kill, under the same name (P34): so few, for so many ms. */
const most = 5;
const longest = 100;

/** Gathers what became of mails that leave side by side, and writes it down together, a few at a time. */
export interface SettleDesk {
  /** Whether nothing more may be sent: sending is stopped, or what was sent could not be written down. */
  isClosed(): boolean;
  add(handed: HandedMail): Promise<void>;
  /** Writes what is left. */
  finish(): Promise<void>;
}

export function createSettleDesk(
  handlers: MailHandlers,
  inOrganization: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
): SettleDesk {
  const gathered: HandedMail[] = [];
  let isClosed = false;
  let writtenAt = performance.now();
  let writing = Promise.resolve();

  async function write(): Promise<void> {
    writtenAt = performance.now();
    const handed = gathered.splice(0);
    if (handed.length === 0) return;
    try {
      const isStopped = await inOrganization(async (tx) => {
        await settleMails(tx, handlers, handed);
        const isRefused = handed.some(({ outcome }) => outcome.kind === 'refused');
        return isRefused && (await stoppedUntil(tx)) !== null;
      });
      isClosed ||= isStopped;
    } catch (error) {
      isClosed = true;
      gathered.push(...handed);
      throw error;
    }
  }

  return {
    isClosed: () => isClosed,
    async add(handed) {
      gathered.push(handed);
      if (gathered.length >= most || performance.now() - writtenAt >= longest) writing = writing.then(write);
      // Nobody sends more while what left before is not safe.
      await writing;
    },
    // What could not be written is tried once more.
    finish: () => writing.catch(() => undefined).then(write),
  };
}
