import { randomUUIDv7 } from 'node:crypto';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { networkOf } from '../../platform/network-of.ts';
import { queueMails } from '../mails/queue-mails.ts';
import { deviceOf } from './device-of.ts';

/**
 * Writes down from where an account is signed in to.
 * @returns whether it was never seen there before; of two sign-ins at once one is told so
 */
export async function rememberDevice(tx: Tx, accountId: string, origin: Origin): Promise<boolean> {
  const { browser, system } = deviceOf(origin.userAgent);
  const seen = await tx
    .insertInto('knownDevice')
    .values({
      organizationId: tx.organizationId,
      accountId,
      device: [browser, system].map((part) => part ?? '?').join(', '),
      network: networkOf(origin.ip).slice(0, 64),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('accountId')
    .executeTakeFirst();
  return seen !== undefined;
}

/**
 * Tells the owner of an account by mail that it was signed in to from a device or network it was never used from.
 * Not the first time of all: that is the owner's own coming in, or an account older than this list.
 */
export async function noticeDevice(
  tx: Tx,
  jobs: Jobs,
  { accountId, language }: { readonly accountId: string; readonly language: string },
  origin: Origin,
): Promise<void> {
  const first = (await countKnown(tx, accountId)) === 0;
  if (!(await rememberDevice(tx, accountId, origin)) || first) return;
  const { browser, system } = deviceOf(origin.userAgent);
  const data = {
    at: new Date().toISOString(),
    address: origin.ip,
    ...(browser !== null && { browser }),
    ...(system !== null && { system }),
  };
  await queueMails(tx, jobs, [
    { accountId, kind: 'new_device', language, aboutId: randomUUIDv7(), generation: 1, data },
  ]);
}

async function countKnown(tx: Tx, accountId: string): Promise<number> {
  const rows = await tx
    .selectFrom('knownDevice')
    .select('accountId')
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .limit(1)
    .execute();
  return rows.length;
}
