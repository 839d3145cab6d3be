import { getHome } from '../../../contract/organizations.ts';
import { countUpTo } from '../../platform/count-up-to.ts';
import type { Tx } from '../../platform/database.ts';
import type { Door } from '../../platform/http/door.ts';
import { countPending } from '../identities/count-reviews.ts';
import { findUpdateRequest } from '../identities/update-requests.ts';
import { countWaiting, hasInvited } from '../invitations/count-invitations.ts';
import type { MailServers } from '../organizations/mail-servers.ts';
import { can } from '../permissions/can.ts';
import { hasHolder } from '../permissions/has-holder.ts';
import type { Actor } from '../sessions/actor.ts';
import { findArrivals } from './find-arrivals.ts';

/** What waits for the caller; whoever may not act on a figure does not get it. */
export function homeRoutes(door: Door<Actor>, { mailServers }: { readonly mailServers: MailServers }): void {
  door.handle(getHome, async ({ tx, actor }) => ({
    invitations: can(actor, 'user-registration:access') ? await countWaiting(tx) : null,
    reviews: can(actor, 'user-management:can_validate_identity') ? await countToValidate(tx, actor) : null,
    accountsWithoutIdentity: can(actor, 'user-management:access') ? await countWithoutIdentity(tx) : null,
    arrivals: seesPeople(actor) ? await findArrivals(tx, actor.accountId) : null,
    checklist: actor.isFounder ? await checklist(tx, actor, mailServers) : null,
    isAskedForUpdate: (await findUpdateRequest(tx, actor.accountId))?.answeredAt === null,
  }));
}

const seesPeople = (actor: Actor) =>
  can(actor, 'user-registration:access') || can(actor, 'user-management:access');

async function countToValidate(tx: Tx, { timeZone }: Actor) {
  const { submitted, oldest } = await countPending(tx, timeZone);
  return { waiting: submitted, oldest };
}

function countWithoutIdentity(tx: Tx) {
  return countUpTo(
    tx,
    tx
      .selectFrom('person')
      .select('id')
      .where('organizationId', '=', tx.organizationId)
      .where('state', 'in', ['invited', 'active'])
      .where('hasIdentity', '=', false),
  );
}

async function checklist(tx: Tx, actor: Actor, mailServers: MailServers) {
  return [
    { step: 'found_organization' as const, done: true },
    { step: 'complete_identity' as const, done: actor.identityState === 'validated' },
    { step: 'set_up_mail' as const, done: (await mailServers.wayOf(tx)) === 'smtp' },
    { step: 'invite_people' as const, done: await hasInvited(tx) },
    { step: 'choose_reviewer' as const, done: await hasHolder(tx, 'user-management:can_validate_identity') },
  ];
}
