import { randomUUIDv7 } from 'node:crypto';
import type { BodyOf } from '../../../contract/define-route.ts';
import type { changeMailServer as contract, MailServerAnswer } from '../../../contract/mail-server.ts';
import { AppError, refuseField } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { Settle } from '../../platform/http/answer-once-apart.ts';
import type { Limits } from '../../platform/limits.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { checkMailServer } from './check-mail-server.ts';
import type { SettingsActor } from './change-settings.ts';
import { mailServerRow } from './mail-server-row.ts';
import type { MailServerRow } from './mail-server-row.ts';
import { mailServerFrom } from './mail-servers.ts';
import type { MailServers } from './mail-servers.ts';
import { mailWay } from './mail-way.ts';
import type { TellMailWayChange } from './mail-way.ts';

type Change = BodyOf<typeof contract>;
type Actor = SettingsActor & { readonly organizationId: string };

export async function describeMailServer(tx: Tx, { fixed }: MailServers): Promise<MailServerAnswer> {
  if (fixed) return { fixedBy: 'SMTP_URL', server: null };
  const row = await mailServerRow(tx);
  if (!row) return { fixedBy: null, server: null };
  const { revision, host, port, security, username: user, passwordSealed } = row;
  return {
    fixedBy: null,
    server: { revision, host, port, security, user, signInKept: passwordSealed !== null },
  };
}

/**
 * Sets the mail server once it let us in; between looking at what is there and writing it is asked outside any
 * transaction, and the revision says whether someone was faster.
 * @throws {AppError} not_possible_now, stale_version, too_many_requests, not_acceptable saying what the server answered
 */
export async function changeMailServer(
  {
    db,
    mailServers,
    limits,
    tellMailWayChange,
  }: {
    readonly db: Db;
    readonly mailServers: MailServers;
    readonly limits: Limits;
    readonly tellMailWayChange: TellMailWayChange;
  },
  actor: Actor,
  { change, settle }: { readonly change: Change; readonly settle: Settle },
): Promise<MailServerAnswer> {
  if (mailServers.fixed) throw new AppError('not_possible_now');
  if (change.user !== null && change.security === 'none') {
    throw refuseField('security', 'mailServer.password_in_the_clear');
  }
  const { organizationId } = actor;
  const before = await withOrganization(db, organizationId, mailServerRow);
  if ((before?.revision ?? null) !== change.revision) throw new AppError('stale_version');
  const password =
    change.user === null ? undefined : passwordFor(change, before, organizationId, mailServers);
  await limits.settingsTried(actor.accountId);
  await checkMailServer(mailServers.mailerTo(mailServerFrom({ ...change, password })));
  return settle(async (tx) => {
    await writeMailServer(
      tx,
      change,
      password === undefined ? null : mailServers.passwords.close(password, organizationId),
    );
    await recordChange(tx, actor, change, before);
    await tellMailWayChange(tx, {
      by: actor.accountId,
      what: 'server',
      before: { ...(await mailWay(tx)), server: before },
      host: change.host,
    });
    return describeMailServer(tx, mailServers);
  });
}

/**
 * How it stands, for whoever says again that they changed it. Their password is in no digest; it is compared with the one
 * that was kept, which may be another's by now: as seldom as one is tried.
 * @throws {AppError} idempotency_key_reused, too_many_requests
 */
export async function describeChanged(
  tx: Tx,
  { mailServers, limits }: { readonly mailServers: MailServers; readonly limits: Limits },
  actor: Actor,
  { host, port, user, serverPassword }: Change,
): Promise<MailServerAnswer> {
  if (serverPassword !== undefined) await limits.settingsTried(actor.accountId);
  const row = await mailServerRow(tx);
  const isTheirs = row?.host === host && row.port === port && row.username === user;
  if (isTheirs && serverPassword !== undefined && row.passwordSealed) {
    const kept = mailServers.passwords.open(row.passwordSealed, tx.organizationId);
    if (kept !== serverPassword) throw new AppError('idempotency_key_reused');
  }
  return describeMailServer(tx, mailServers);
}

/**
 * The one that is kept goes nowhere but where it went before: who may change settings but does not know it could
 * else have it sent to a server of their own.
 */
function passwordFor(
  { host, port, user, serverPassword }: Change,
  before: MailServerRow | null,
  organizationId: string,
  { passwords }: MailServers,
): string {
  if (serverPassword !== undefined) return serverPassword;
  const same = before?.host === host && before.port === port && before.username === user;
  const kept =
    same && before.passwordSealed ? passwords.open(before.passwordSealed, organizationId) : undefined;
  if (kept === undefined) throw refuseField('serverPassword', 'mailServer.password_needed');
  return kept;
}

/** In the place of the revision that was seen, or where none was, as the first. */
async function writeMailServer(tx: Tx, change: Change, passwordSealed: string | null): Promise<void> {
  const { host, port, security, user: username, revision: seen } = change;
  const values = { host, port, security, username, passwordSealed, revision: randomUUIDv7() };
  const written =
    seen === null
      ? await tx
          .insertInto('organizationMailServer')
          .values({ organizationId: tx.organizationId, ...values })
          .onConflict((conflict) => conflict.doNothing())
          .returning('revision')
          .executeTakeFirst()
      : await tx
          .updateTable('organizationMailServer')
          .set(values)
          .where('organizationId', '=', tx.organizationId)
          .where('revision', '=', seen)
          .returning('revision')
          .executeTakeFirst();
  if (!written) throw new AppError('stale_version');
}

async function recordChange(
  tx: Tx,
  { accountId, origin }: Actor,
  { host, port, security, user }: Change,
  before: MailServerRow | null,
): Promise<void> {
  const subject = { type: 'organization', id: tx.organizationId } as const;
  const old = before && {
    host: before.host,
    port: before.port,
    security: before.security,
    user: before.username,
  };
  const after = { host, port, security, user };
  await recordActivity(tx, origin, [
    {
      action: 'organization.mail_server_changed',
      actorId: accountId,
      subject,
      fields: [...Object.keys(after), 'serverPassword'],
      ...(old && { before: old }),
      after,
    },
  ]);
}

/** From now on mails stay in the outbox; without a server nothing happens. @throws {AppError} not_possible_now */
export async function removeMailServer(
  tx: Tx,
  actor: SettingsActor,
  {
    mailServers,
    tellMailWayChange,
  }: { readonly mailServers: MailServers; readonly tellMailWayChange: TellMailWayChange },
): Promise<void> {
  if (mailServers.fixed) throw new AppError('not_possible_now');
  const before = await mailWay(tx);
  const removed = await tx
    .deleteFrom('organizationMailServer')
    .where('organizationId', '=', tx.organizationId)
    .returning(['host', 'port', 'security', 'username as user'])
    .executeTakeFirst();
  if (!removed) return;
  const subject = { type: 'organization', id: tx.organizationId } as const;
  await recordActivity(tx, actor.origin, [
    { action: 'organization.mail_server_removed', actorId: actor.accountId, subject, before: removed },
  ]);
  await tellMailWayChange(tx, { by: actor.accountId, what: 'removed', before });
}
