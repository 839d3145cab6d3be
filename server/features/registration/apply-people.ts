import type { Tx } from '../../platform/database.ts';
import { changeInvitedAccounts } from '../accounts/change-invited-accounts.ts';
import { registerIdentities } from '../identities/register-identities.ts';
import { issueInvitations } from '../invitations/issue-invitations.ts';
import { grantPermissions } from '../permissions/grant-permissions.ts';
import type { Actor } from '../sessions/actor.ts';
import type { PeoplePlan, PlannedPerson } from './plan-people.ts';
import type { PlannedUpdate } from './plan-updates.ts';
import { applyRegistrations } from './register.ts';
import type { RegisterParts } from './register.ts';

/** Carries out what a plan says of these people, each of them to be created or updated. */
export async function applyPeople(
  tx: Tx,
  parts: RegisterParts,
  actor: Actor,
  { plan, people }: { readonly plan: PeoplePlan; readonly people: readonly PlannedPerson[] },
): Promise<void> {
  const newcomers = people.flatMap(({ registration }) => registration ?? []);
  const updates = people.flatMap(({ update }) => update ?? []);
  if (newcomers.length > 0)
    await applyRegistrations(tx, parts, actor, { ...plan.registrations, people: newcomers });
  if (updates.length === 0) return;
  await parts.turn?.();
  await applyUpdates(tx, parts, actor, { plan, updates });
}

async function applyUpdates(
  tx: Tx,
  parts: RegisterParts,
  actor: Actor,
  { plan, updates }: { readonly plan: PeoplePlan; readonly updates: readonly PlannedUpdate[] },
): Promise<void> {
  const changed = updates.filter(({ changes }) => Object.keys(changes).length > 0);
  await changeInvitedAccounts(
    tx,
    changed.map(({ account, changes }) => ({ id: account.id, ...changes })),
  );
  await registerIdentities(tx, parts.seal, actor, {
    plan: plan.updates.identities,
    identities: updates.flatMap(({ account, identity }) =>
      identity ? [{ ...identity, accountId: account.id }] : [],
    ),
  });
  await grantPermissions(
    tx,
    actor,
    updates.flatMap(({ account, grants }) => grants.map((grant) => ({ ...grant, accountId: account.id }))),
  );
  const asked = updates.filter(({ isInvitedAgain }) => isInvitedAgain);
  if (asked.length === 0) return;
  await issueInvitations(
    tx,
    parts,
    actor,
    asked.map(({ account, changes, person, sendAt }) => ({
      accountId: account.id,
      language: changes.language ?? account.language,
      channel: person.delivery.channel,
      message: person.delivery.message,
      sendAt: sendAt?.at,
      validDays: plan.registrations.settings.invitationDays,
    })),
  );
}
