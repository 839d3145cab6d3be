import { sql } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { networkOf } from '../../platform/network-of.ts';
import { queueMails } from '../mails/queue-mails.ts';
import { deviceOf } from './device-of.ts';

interface Noticed {
  /** It was never seen there before; of two sign-ins at once one is told so. */
  readonly isNew: boolean;
  /** None of the account was known. */
  readonly isFirst: boolean;
}

/** Writes down from where an account is signed in to. */
export async function rememberDevice(tx: Tx, accountId: string, origin: Origin): Promise<Noticed> {
  const { browser, system } = deviceOf(origin.userAgent);
  const device = [browser, system].map((part) => part ?? '?').join(', ');
  const { rows } = await sql<Noticed>`
    with added as (
      insert into known_device (organization_id, account_id, device, network)
      values (${tx.organizationId}, ${accountId}, ${device}, ${networkOf(origin.ip).slice(0, 64)})
      on conflict do nothing returning account_id)
    select exists (select from added) as is_new, not exists (
      select from known_device where organization_id = ${tx.organizationId} and account_id = ${accountId}) as is_first`.execute(
    tx,
  );
  return rows[0] ?? { isNew: false, isFirst: false };
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
  const { isNew, isFirst } = await rememberDevice(tx, accountId, origin);
  if (!isNew || isFirst) return;
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
