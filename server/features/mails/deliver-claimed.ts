import { withOrganization } from '../../platform/database.ts';
import type { Tx } from '../../platform/database.ts';
import type { GiveWay } from '../../platform/give-way.ts';
import { giveBack } from './claim-mails.ts';
import type { DeliveryParts } from './deliver-mail.ts';
import { handOverMail } from './hand-over-mail.ts';
import type { HandedMail } from './hand-over-mail.ts';
import { prepareMails } from './prepare-mails.ts';
import type { ReadyMail } from './prepare-mails.ts';
import { createSettleDesk } from './settle-desk.ts';

export type BatchParts = DeliveryParts & { readonly giveWay: GiveWay };

/** As many as the mail server has connections for. */
const handedAtOnce = 5;
/** Milliseconds for which a claim is sure: less than the queue needs to take this worker for gone (F2). */
const claimLasts = 4000;

export interface Delivered {
  readonly isDelayed: boolean;
  /** Not one of them was answered to. */
  readonly isServerGone: boolean;
  /** Claimed and not sent, because the time was over or sending was stopped: they wait as before. */
  readonly left: readonly string[];
  /** What came of mails that could not be put into words; they wait for the next try. */
  readonly failures: readonly unknown[];
}

type Turn =
  | { readonly kind: 'handed'; readonly handed: HandedMail }
  | { readonly kind: 'left' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Claims these mails by one write, hands them over side by side, and settles them together. */
export async function deliverClaimed(
  parts: BatchParts,
  organizationId: string,
  ids: readonly string[],
): Promise<Delivered> {
  const { db, giveWay, handlers } = parts;
  const inOrganization = <T>(work: (tx: Tx) => Promise<T>) => withOrganization(db, organizationId, work);
  const { sureUntil, facts, ready } = await giveWay.run(async () => ({
    sureUntil: performance.now() + claimLasts,
    ...(await inOrganization((tx) => prepareMails(tx, parts, ids))),
  }));
  const desk = createSettleDesk(handlers, inOrganization);
  // Asked when its turn has come: beside a crowd, or at a slow mail server, it may be long.
  const take = async (one: ReadyMail): Promise<Turn> => {
    if (desk.isClosed() || performance.now() > sureUntil) return { kind: 'left' };
    try {
      return { kind: 'handed', handed: await handOverMail(parts, organizationId, facts, one) };
    } catch (error) {
      return { kind: 'failed', error };
    }
  };
  const turns: { readonly id: string; readonly turn: Turn }[] = [];
  const queue = ready.values();
  const handOverInTurn = async () => {
    for (const one of queue) {
      const turn = await giveWay.run(() => take(one));
      turns.push({ id: one.mail.id, turn });
      if (turn.kind === 'handed') await desk.add(turn.handed);
    }
  };
  // All end before the job does: none goes on sending what another worker may take over.
  const lanes = await Promise.allSettled(Array.from({ length: handedAtOnce }, handOverInTurn));
  await desk.finish();
  const broken = lanes.find((lane) => lane.status === 'rejected');
  if (broken) throw broken.reason;
  const done = new Set(turns.flatMap(({ id, turn }) => (turn.kind === 'handed' ? [id] : [])));
  const back = ready.map(({ mail }) => mail).filter(({ id }) => !done.has(id));
  if (back.length > 0) await inOrganization((tx) => giveBack(tx, back));
  return summaryOf(turns);
}

function summaryOf(turns: readonly { readonly id: string; readonly turn: Turn }[]): Delivered {
  const handed = turns.flatMap(({ turn }) => (turn.kind === 'handed' ? [turn.handed] : []));
  return {
    isDelayed: handed.some(({ outcome }) => outcome.kind === 'delayed'),
    isServerGone: handed.length > 0 && handed.every(({ isServerGone }) => isServerGone),
    left: turns.flatMap(({ id, turn }) => (turn.kind === 'left' ? [id] : [])),
    failures: turns.flatMap(({ turn }) => (turn.kind === 'failed' ? [turn.error] : [])),
  };
}
