import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Links } from '../../platform/links.ts';
import { organizationSettings } from '../organizations/organization-settings.ts';
import { acceptPassword } from '../sessions/accept-password.ts';
import type { Actor } from '../sessions/actor.ts';
import type { PasswordHasher } from '../sessions/password-hash.ts';
import type { StartedSession } from '../sessions/start-session.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { inspectLink, parseInvitationLink } from './inspect-link.ts';
import type { LiveInvitation } from './inspect-link.ts';

export interface JoinParts {
  readonly db: Db;
  readonly links: Links;
  readonly hasher: PasswordHasher;
}

/**
 * The first password of an invited account, by its link and nothing else (T1). Email and username are the
 * invitation's (T3).
 * @throws {AppError} link_unknown, invitation_used, _revoked, _expired, not_acceptable, signed_in_as_another
 */
export async function joinOrganization(
  { db, links, hasher }: JoinParts,
  { token, password }: { readonly token: string; readonly password: string },
  { origin, signedIn }: { readonly origin: Origin; readonly signedIn: Actor | undefined },
): Promise<StartedSession> {
  const target = parseInvitationLink(links, token);
  const { organizationId } = target;
  const [invitation, organization] = await withOrganization(
    db,
    organizationId,
    async (tx) => [await needOpen(tx, links, target, token), await organizationSettings(tx)] as const,
  );
  if (signedIn && signedIn.accountId !== invitation.accountId) {
    throw new AppError('signed_in_as_another', { values: { name: signedIn.name } });
  }
  const about = [invitation.email, invitation.username, organization.name];
  const hash = await acceptPassword(hasher, { password, about });
  return withOrganization(db, organizationId, (tx) => acceptInvitation(tx, invitation, { hash, origin }));
}

async function needOpen(
  tx: Tx,
  links: Links,
  target: ReturnType<typeof parseInvitationLink>,
  token: string,
): Promise<LiveInvitation> {
  const invitation = await inspectLink(tx, links, target, token);
  if (invitation.expired) throw new AppError('invitation_expired');
  return invitation;
}
