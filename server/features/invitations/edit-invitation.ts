import { sql } from 'kysely';
import type { BodyOf } from '../../../contract/define-route.ts';
import type { editInvitation as editInvitationRoute } from '../../../contract/invitation-changes.ts';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { editInvitedAccounts } from '../accounts/edit-invited-accounts.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { rescheduleMail, translateWaitingMails } from '../mails/reschedule-mail.ts';
import { lapseGrants } from '../permissions/lapse-grants.ts';
import { replaceGrants } from '../permissions/replace-grants.ts';
import type { Actor } from '../sessions/actor.ts';
import { errorOf } from './act-outcome.ts';
import { askerOf } from './asker.ts';
import { clearToSend, daysAhead } from './clear-to-send.ts';
import { lockInvitations } from './lock-invitations.ts';
import type { LockedInvitation } from './lock-invitations.ts';
import { refusalOf } from './policy.ts';
import { recordEvents } from './record-events.ts';
import { resolveSendAt } from './resolve-send-at.ts';

type Changes = BodyOf<typeof editInvitationRoute>;

export interface EditParts {
  readonly jobs: Jobs;
  /** The languages that have a catalog. */
  readonly languages: readonly string[];
}

/**
 * Changes what an invitation says, when it leaves and what it grants, while nobody has joined by it.
 * @throws {AppError} not_found, not_possible_now, stale_version, not_acceptable, and what speaks against sending
 */
export async function editInvitation(
  tx: Tx,
  parts: EditParts,
  actor: Actor,
  { id, changes }: { readonly id: string; readonly changes: Changes },
): Promise<void> {
  const [invitation] = await lockInvitations(tx, [id]);
  if (!invitation) throw new AppError('not_found');
  if (refusalOf('edit', invitation)) throw new AppError('not_possible_now');
  if (invitation.version !== changes.version) throw new AppError('stale_version');
  const { language, population, message } = changes;
  if (language !== undefined && !parts.languages.includes(language)) {
    throw refuseField('language', 'language.unknown');
  }
  // Asked again, because the world moved since they were given (P20).
  await lapseGrants(tx, [invitation.accountId], actor.origin);
  if (changes.grants) await replaceGrants(tx, actor, invitation.accountId, changes.grants);
  await editInvitedAccounts(tx, [invitation.accountId], { population, language });
  if (language !== undefined) await translateWaitingMails(tx, [id], language);
  await tx
    .updateTable('invitation')
    .set({
      version: sql`version + 1`,
      ...(message !== undefined && { message: message || null }),
      ...(language !== undefined && { language }),
    })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
  if (changes.sendAt !== undefined) await moveMail(tx, parts, actor, { invitation, sendAt: changes.sendAt });
  await recordEvents(tx, [{ invitationId: id, kind: 'edited', actorId: actor.accountId }]);
  await recordActivity(tx, actor.origin, [activityOf(actor, invitation, changes)]);
}

async function moveMail(
  tx: Tx,
  { jobs }: EditParts,
  actor: Actor,
  { invitation, sendAt }: { readonly invitation: LockedInvitation; readonly sendAt: string | null },
): Promise<void> {
  if (invitation.state !== 'scheduled' && invitation.state !== 'queued')
    throw new AppError('not_possible_now');
  const { id, accountId, generation } = invitation;
  const timeZone = invitation.timeZone ?? actor.timeZone;
  const [moment] = sendAt === null ? [] : await resolveSendAt(tx, [{ sendAt, timeZone }]);
  if (moment?.problem) throw refuseField('sendAt', moment.problem);
  const rules = { asker: askerOf(actor), daysAhead };
  const recipient = { accountId, sendAt: moment?.at ?? null };
  const { sendAt: cleared, refusal } = await clearToSend(tx, [recipient], rules);
  const leavesAt = cleared.get(accountId);
  if (leavesAt === undefined) throw errorOf(refusal, actor.timeZone);
  if (!(await rescheduleMail(tx, jobs, { invitationId: id, generation, sendAt: leavesAt }))) {
    throw new AppError('not_possible_now');
  }
  await tx
    .updateTable('invitation')
    .set({
      state: leavesAt ? 'scheduled' : 'queued',
      sendAt: leavesAt,
      expiresAt: sql<Date>`coalesce(${leavesAt}::timestamptz, now()) + make_interval(days => valid_days)`,
      changedAt: sql`now()`,
    })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
}

/** Names of what changed, and the values of what is no text between people. */
function activityOf(actor: Actor, invitation: LockedInvitation, changes: Changes) {
  const { version: _, message, grants, ...plain } = changes;
  const told = Object.fromEntries(
    Object.entries(plain).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
  const before = {
    language: invitation.language,
    population: invitation.population,
    sendAt: invitation.sendAt?.toISOString() ?? null,
  };
  const named = Object.keys(told) as (keyof typeof before)[];
  return {
    action: 'invitation.edited' as const,
    actorId: actor.accountId,
    subject: { type: 'invitation' as const, id: invitation.id },
    fields: [...named, ...(message === undefined ? [] : ['message']), ...(grants ? ['grants'] : [])],
    before: Object.fromEntries(named.map((name) => [name, before[name]])),
    after: told,
  };
}
