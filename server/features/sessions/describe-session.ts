import type { z } from 'zod';
import { applicationSlugs } from '../../../contract/permissions.ts';
import type { Permission } from '../../../contract/permissions.ts';
import type { sessionSchema } from '../../../contract/sessions.ts';
import type { Tx } from '../../platform/database.ts';
import type { MailServers } from '../organizations/mail-servers.ts';
import { organizationLook } from '../organizations/organization-look.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Actor } from './actor.ts';
import { admit } from './admit.ts';
import type { StartedSession } from './start-session.ts';

/** Who am I, and what may I open: the answer of sign-in, join and `GET /session`. */
export async function describeSession(
  tx: Tx,
  actor: Actor,
  mailServers: MailServers,
): Promise<z.input<typeof sessionSchema>> {
  return sessionOf(actor, await findSurroundings(tx, mailServers));
}

/** What an actor's session is told besides the actor. */
export async function findSurroundings(tx: Tx, mailServers: MailServers) {
  const [look, mail] = await Promise.all([organizationLook(tx), mailServers.wayOf(tx)]);
  return { look, mail };
}

export function sessionOf(
  actor: Actor,
  { look, mail }: Awaited<ReturnType<typeof findSurroundings>>,
): z.input<typeof sessionSchema> {
  return {
    account: {
      id: actor.accountId,
      email: actor.email,
      username: actor.username,
      name: actor.name,
      state: actor.accountState,
      language: actor.language,
      isFounder: actor.isFounder,
    },
    organization: {
      id: actor.organizationId,
      name: actor.organizationName,
      slug: actor.organizationSlug,
      timeZone: actor.timeZone,
      ...look,
    },
    identity: { state: actor.identityState, personalCode: actor.personalCode },
    permissions: [...actor.permissions],
    heldUntil: actor.heldUntil,
    applications: applicationSlugs.map((slug) => ({ slug, locked: lockOf(actor, slug) })),
    mail,
    expiresAt: actor.sessionExpiresAt.toISOString(),
    hasFreshSignIn: actor.hasFreshSignIn,
  };
}

/** The same for a session that just began, in the transaction in which it did. @throws {AppError} not_signed_in */
export async function describeStarted(
  tx: Tx,
  { mailServers }: { readonly mailServers: MailServers },
  { cookie }: StartedSession,
  origin: Origin,
) {
  const [actor, surroundings] = await Promise.all([
    admit(tx, cookie, origin),
    findSurroundings(tx, mailServers),
  ]);
  return sessionOf(actor, surroundings);
}

function lockOf(actor: Actor, slug: (typeof applicationSlugs)[number]) {
  const access: Permission = `${slug}:access`;
  if (actor.permissions.has(access)) return null;
  return actor.identityState === 'validated' ? 'not_granted' : 'identity_not_validated';
}
