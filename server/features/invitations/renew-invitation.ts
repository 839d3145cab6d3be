import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Limits } from '../../platform/limits.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { lockLink, parseInvitationLink } from './inspect-link.ts';
import type { LiveInvitation } from './inspect-link.ts';
import { recordEvents } from './record-events.ts';
import type { ActOutcome } from './act-outcome.ts';
import { actOnInvitations } from './act-on-invitations.ts';
import { nobody } from './asker.ts';
import type { SendAgainParts } from './send-again.ts';
import { tellInviter } from './tell-inviter.ts';

export type RenewParts = SendAgainParts & { readonly db: Db; readonly limits: Limits };

/**
 * Sends a new link to the stored address of an expired invitation, at most one an hour, and tells the inviter
 * (ruling 18). The same answer whatever the link is: nothing is learned by asking (P11).
 * @throws {AppError} too_many_requests, by the asker's network only
 */
export async function renewInvitation(parts: RenewParts, token: string, origin: Origin): Promise<void> {
  const { db, links, limits } = parts;
  await limits.publicCall(origin.ip, 'renew');
  try {
    const target = parseInvitationLink(links, token);
    await withOrganization(db, target.organizationId, async (tx) => {
      const invitation = await lockLink(tx, links, target, token);
      if (invitation.expired && (await isAnHourAgo(tx, invitation.id)))
        await renew(tx, parts, invitation, origin);
    });
  } catch (error) {
    // Whoever asks is told the same; what stood in the way shows in the timeline, or is nobody's concern.
    if (!(error instanceof AppError)) throw error;
  }
}

async function isAnHourAgo(tx: Tx, invitationId: string): Promise<boolean> {
  const lately = await tx
    .selectFrom('invitationEvent')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .where('invitationId', '=', invitationId)
    .where('kind', '=', 'renewal_asked')
    .where(sql<boolean>`at > now() - interval '1 hour'`)
    .limit(1)
    .executeTakeFirst();
  return lately === undefined;
}

/** Nothing may leave now: the inviter is told all the same that somebody waits, and that nothing was sent. */
function isHeldBack(outcome: ActOutcome | undefined): boolean {
  return outcome?.kind === 'refused' && ['sending_stopped', 'daily_limit'].includes(outcome.reason);
}

async function renew(tx: Tx, parts: RenewParts, invitation: LiveInvitation, origin: Origin): Promise<void> {
  const { id } = invitation;
  await recordEvents(tx, [{ invitationId: id, kind: 'renewal_asked' }]);
  const order = { action: 'resend', asker: nobody, origin, extension: {} } as const;
  const outcomes = await actOnInvitations(tx, parts, order, [id]);
  const outcome = outcomes.get(id);
  if (outcome?.kind !== 'done' && !isHeldBack(outcome)) throw new AppError('not_possible_now');
  const subject = { type: 'invitation', id } as const;
  await recordActivity(tx, origin, [{ action: 'invitation.renewal_asked', actorId: null, subject }]);
  // Once for each link that was sent and once for each that could not be: of one link both may be told.
  const generation = outcome?.kind === 'done' ? invitation.generation : -invitation.generation;
  await tellInviter(tx, parts.jobs, 'renewal_asked', { ...invitation, generation });
}
