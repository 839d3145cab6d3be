import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { jsonText } from '../../platform/json-text.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { StoredMail } from './mail-kinds.ts';
import { sendingPace, takeTime } from './sending-pace.ts';

export type NewMail = Omit<StoredMail, 'id' | 'data'> & {
  readonly data?: StoredMail['data'];
  /** Absent: the account's own address. */
  readonly recipient?: string;
  /** Not before this instant. */
  readonly sendAt?: Date | null;
};

// A job per mail for a few people; sendAt is a mail's own, so mails are queued by their moment.
function byMoment<M extends NewMail>(mails: readonly M[]): Map<number, M[]> {
  return Map.groupBy(mails, (mail) => mail.sendAt?.getTime() ?? 0);
}

/** Puts mails in the queue, in the transaction of what they are about: nothing leaves before the commit. */
export async function queueMails(tx: Tx, jobs: Jobs, newMails: readonly NewMail[]): Promise<void> {
  if (newMails.length === 0) return;
  const mails = newMails.map((mail) => ({ ...mail, id: randomUUIDv7() }));
  await insertMails(tx, mails);
  for (const [moment, group] of byMoment(mails)) {
    const ids = group.map((mail) => mail.id);
    await jobs.enqueue(tx, 'deliver-mail', ids, moment > 0 ? new Date(moment) : undefined);
  }
}

/** Mails of one batch: as much as a killed worker's successor looks through again. */
const mostTogether = 200;
/** A batch of an organization that sets a pace is what leaves within so many seconds. */
const secondsTogether = 10;

/**
 * The same for an act on many: a job for some hundred, each at its time in the organization's pace.
 * @param act whose id the mails are counted by; absent where nobody asks
 */
export async function queueMailsOfMany(
  tx: Tx,
  { jobs, act }: { readonly jobs: Jobs; readonly act?: string | undefined },
  newMails: readonly NewMail[],
): Promise<void> {
  if (newMails.length === 0) return;
  const perMinute = await sendingPace(tx);
  const size = Math.min(mostTogether, Math.ceil(((perMinute ?? Infinity) / 60) * secondsTogether));
  const batches = [...byMoment(newMails.map((mail) => ({ ...mail, id: randomUUIDv7() })))].flatMap(
    ([moment, group]) =>
      Array.from({ length: Math.ceil(group.length / size) }, (_, index) => ({
        id: randomUUIDv7(),
        moment: moment > 0 ? new Date(moment) : undefined,
        mails: group.slice(index * size, (index + 1) * size),
      })),
  );
  await insertMails(
    tx,
    batches.flatMap(({ id: batchId, mails }) => mails.map((mail) => ({ ...mail, batchId }))),
  );
  if (act !== undefined) await insertBatches(tx, act, batches);
  const atOnce = batches.filter(({ moment }) => moment === undefined);
  if (perMinute === null) await enqueueBatches(tx, jobs, atOnce, undefined);
  else await enqueueAtPace(tx, jobs, atOnce, perMinute);
  for (const batch of batches) if (batch.moment) await enqueueBatches(tx, jobs, [batch], batch.moment);
}

interface Batch {
  readonly id: string;
  readonly mails: readonly NewMail[];
}

async function insertBatches(tx: Tx, actId: string, batches: readonly Batch[]): Promise<void> {
  await sql`
    insert into mail_batch (organization_id, id, act_id)
    select ${tx.organizationId}, id, ${actId} from unnest(${batches.map(({ id }) => id)}::uuid[]) as id`.execute(
    tx,
  );
}

async function enqueueBatches(
  tx: Tx,
  jobs: Jobs,
  batches: readonly Batch[],
  startAfter: Date | undefined,
): Promise<void> {
  const ids = batches.map(({ id }) => id);
  if (ids.length > 0) await jobs.enqueue(tx, 'deliver-mails', ids, startAfter);
}

/** Each batch takes its time, behind those that were queued before. */
async function enqueueAtPace(
  tx: Tx,
  jobs: Jobs,
  batches: readonly Batch[],
  perMinute: number,
): Promise<void> {
  for (const batch of batches) {
    const seconds = (batch.mails.length / perMinute) * 60;
    await enqueueBatches(tx, jobs, [batch], await takeTime(tx, seconds));
  }
}

async function insertMails(
  tx: Tx,
  mails: readonly (NewMail & { readonly id: string; readonly batchId?: string })[],
): Promise<void> {
  // Named one by one: what a caller's object holds beside a mail is not this table's, least of all an invitation's nonce.
  // As arrays and not as JSON, which takes longer to read; most mails of many say nothing of their own.
  await sql`
    insert into mail (organization_id, id, account_id, kind, language, data, about_id, generation, state, recipient,
      send_at, batch_id)
    select ${tx.organizationId}, id, account_id, kind, language, coalesce(data, '{}'), about_id, generation, 'queued',
      recipient, send_at, batch_id
    from unnest(${mails.map(({ id }) => id)}::uuid[], ${mails.map(({ accountId }) => accountId)}::uuid[],
      ${mails.map(({ kind }) => kind)}::text[], ${mails.map(({ language }) => language)}::text[],
      ${mails.map(({ data }) => data && jsonText(data))}::jsonb[], ${mails.map(({ aboutId }) => aboutId)}::uuid[],
      ${mails.map(({ generation }) => generation)}::int[], ${mails.map(({ recipient }) => recipient)}::text[],
      ${mails.map(({ sendAt }) => sendAt)}::timestamptz[], ${mails.map(({ batchId }) => batchId)}::uuid[])
      as mail (id, account_id, kind, language, data, about_id, generation, recipient, send_at, batch_id)`.execute(
    tx,
  );
}
