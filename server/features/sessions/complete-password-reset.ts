import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Limits } from '../../platform/limits.ts';
import type { LinkRow, Links } from '../../platform/links.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { acceptPassword } from './accept-password.ts';
import { tellPasswordChanged } from './change-password.ts';
import { endSessions } from './end-sessions.ts';
import { countedLogins } from './find-credentials.ts';
import { findPerson } from './find-person.ts';
import type { Person } from './find-person.ts';
import type { PasswordHasher } from './password-hash.ts';
import { storePassword } from './store-password.ts';

export interface CompleteResetParts {
  readonly db: Db;
  readonly hasher: PasswordHasher;
  readonly limits: Limits;
  readonly jobs: Jobs;
  readonly links: Links;
}

/** The reset's row as `links` sees it; each reset has one link. */
export function resetLinkRow(
  tx: Tx,
  reset: { readonly id: string; readonly nonce: Buffer; readonly keyId: string },
): LinkRow {
  return {
    organizationId: tx.organizationId,
    recordId: reset.id,
    purpose: 'password_reset',
    nonce: reset.nonce,
    generation: 1,
    keyId: reset.keyId,
  };
}

/**
 * Sets a new password by the mailed link, spends it and ends every session of the account.
 * @throws {AppError} link_unknown, link_used, link_expired, not_acceptable, overloaded
 */
export async function completePasswordReset(
  { db, hasher, limits, jobs, links }: CompleteResetParts,
  { token, password }: { readonly token: string; readonly password: string },
  origin: Origin,
): Promise<void> {
  const { organizationId, recordId, person } = await inspectPasswordReset({ db, links }, token);
  const about = [person.email, person.username, person.organizationName];
  const hash = await acceptPassword(hasher, { password, about });
  await withOrganization(db, organizationId, (tx) =>
    spendReset(tx, jobs, { recordId, person, hash, origin }),
  );
  await limits.signInSucceeded(origin.ip, countedLogins(organizationId, person.email, person.username));
}

/**
 * The reset behind a link that still works, and whose it is; changes nothing (P10).
 * @throws {AppError} link_unknown, link_used, link_expired
 */
export async function inspectPasswordReset(
  { db, links }: Pick<CompleteResetParts, 'db' | 'links'>,
  token: string,
): Promise<{ readonly organizationId: string; readonly recordId: string; readonly person: Person }> {
  const target = links.parse(token);
  if (target?.purpose !== 'password_reset') throw new AppError('link_unknown');
  const { organizationId, recordId } = target;
  const person = await withOrganization(db, organizationId, (tx) =>
    findPending(tx, links, { recordId, token }),
  );
  return { organizationId, recordId, person };
}

async function findPending(
  tx: Tx,
  links: Links,
  { recordId, token }: { readonly recordId: string; readonly token: string },
): Promise<Person> {
  const reset = await tx
    .selectFrom('passwordReset')
    .select([
      'id',
      'accountId',
      'nonce',
      'keyId',
      'usedAt',
      'voidedAt',
      sql<boolean>`expires_at <= now()`.as('expired'),
    ])
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', recordId)
    .executeTakeFirst();
  if (!reset || !links.verify(token, resetLinkRow(tx, reset))) throw new AppError('link_unknown');
  if (reset.usedAt ?? reset.voidedAt) throw new AppError('link_used');
  if (reset.expired) throw new AppError('link_expired');
  const person = await findPerson(tx, reset.accountId);
  // Suspended or closed since: its links are dead (T11).
  if (person.accountState !== 'active') throw new AppError('link_used');
  return person;
}

interface Spending {
  readonly recordId: string;
  readonly person: Person;
  readonly hash: string;
  readonly origin: Origin;
}

async function spendReset(tx: Tx, jobs: Jobs, { recordId, person, hash, origin }: Spending): Promise<void> {
  const { accountId } = person;
  const spent = await tx
    .updateTable('passwordReset')
    .set({ usedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', recordId)
    .where('usedAt', 'is', null)
    .where('voidedAt', 'is', null)
    .where(sql<boolean>`expires_at > now()`)
    .returning('id')
    .executeTakeFirst();
  if (!spent) throw new AppError('link_used');
  const active = await tx
    .selectFrom('account')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', accountId)
    .where('state', '=', 'active')
    .forUpdate()
    .executeTakeFirst();
  if (!active) throw new AppError('link_used');
  await storePassword(tx, accountId, hash);
  await endSessions(tx, [accountId]);
  const subject = { type: 'account', id: accountId } as const;
  await recordActivity(tx, origin, [
    { action: 'password.reset', actorId: accountId, subject, fields: ['password'] },
  ]);
  await tellPasswordChanged(tx, jobs, person);
}
