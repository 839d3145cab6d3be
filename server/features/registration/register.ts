import { sql } from 'kysely';
import pg from 'pg';
import type { PersonRequest } from '../../../contract/registration.ts';
import { deriveUsername } from '../../../contract/username.ts';
import type { Tx } from '../../platform/database.ts';
import type { Seal } from '../../platform/seal.ts';
import { RunAgain } from '../../platform/retry-deadlocks.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { createAccounts } from '../accounts/create-accounts.ts';
import { registerIdentities } from '../identities/register-identities.ts';
import type { RegisteredIdentity } from '../identities/register-identities.ts';
import { issueInvitations } from '../invitations/issue-invitations.ts';
import type { IssuedInvitation, IssueParts } from '../invitations/issue-invitations.ts';
import { grantPermissions } from '../permissions/grant-permissions.ts';
import type { Actor } from '../sessions/actor.ts';
import type { PlannedRegistration, PlanParts, RegistrationPlan } from './plan-registrations.ts';
import { readyPlan } from './ready-plan.ts';

export type RegisterParts = PlanParts & IssueParts & { readonly seal: Seal };

export interface Registered {
  readonly accountId: string;
  readonly planned: PlannedRegistration;
  readonly invitation: IssuedInvitation;
  readonly identity: RegisteredIdentity | undefined;
}

/**
 * THE registration: accounts, identities, grants and invitations of any number of people, all of it or nothing.
 * @throws {AppError} not_acceptable with every problem at its field, before anything is written
 */
export async function register(
  tx: Tx,
  parts: RegisterParts,
  actor: Actor,
  people: readonly PersonRequest[],
): Promise<Registered[]> {
  if (tx.attempt > 1) await lockDerivedNames(tx, people);
  return applyRegistrations(tx, parts, actor, await readyPlan(tx, parts, actor, people));
}

// More names than this come from an import, whose chunks run one after the other; the lock table is not for them.
const mostLocks = 50;

/**
 * Who derived a name that another took at the same moment chooses the next one in line: all at once would take the same
 * free number, and all but one would be undone, again and again (T45).
 */
export async function lockDerivedNames(tx: Tx, people: readonly PersonRequest[]): Promise<void> {
  const unnamed = people.filter(({ account }) => account.username === undefined);
  const names = [...new Set(unnamed.map(({ account }) => deriveUsername(account.email)))].toSorted();
  if (names.length === 0 || names.length > mostLocks) return;
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}::text || ' ' || name, 0))
    from unnest(${names}::text[]) as name`.execute(tx);
}

/** Carries a plan out whose people have no problems; one that has any is a mistake of ours, which a constraint stops. */
export async function applyRegistrations(
  tx: Tx,
  parts: RegisterParts,
  actor: Actor,
  { people, settings, identities: plan }: RegistrationPlan,
): Promise<Registered[]> {
  await createPlannedAccounts(tx, people);
  await recordActivity(
    tx,
    actor.origin,
    people.map(({ accountId: id }) => ({
      action: 'account.registered',
      actorId: actor.accountId,
      subject: { type: 'account', id },
    })),
  );
  const wanted = people.flatMap(({ accountId, identity }) => (identity ? [{ ...identity, accountId }] : []));
  // Personal codes are counted.
  if (wanted.length > 0) await parts.turn?.();
  const identities = await registerIdentities(tx, parts.seal, actor, { plan, identities: wanted });
  await grantPermissions(
    tx,
    actor,
    people.flatMap(({ accountId, person }) =>
      (person.grants ?? []).map((grant) => ({ ...grant, accountId })),
    ),
  );
  const invitations = await issueInvitations(
    tx,
    parts,
    actor,
    people.map(({ accountId, person, language, sendAt }) => ({
      accountId,
      language,
      channel: person.delivery.channel,
      message: person.delivery.message,
      sendAt: sendAt?.at,
      validDays: settings.invitationDays,
    })),
  );
  return people.flatMap((planned, index) => {
    const { accountId } = planned;
    const invitation = invitations[index];
    return invitation ? [{ accountId, planned, invitation, identity: identities.get(accountId) }] : [];
  });
}

async function createPlannedAccounts(tx: Tx, people: readonly PlannedRegistration[]): Promise<void> {
  try {
    await createAccounts(
      tx,
      people.map(({ accountId: id, person, username, language }) => ({
        id,
        email: person.account.email,
        username,
        population: person.account.population ?? 'internal',
        language,
        timeZone: person.account.timeZone,
      })),
    );
  } catch (error) {
    // Someone else took a name that we derived, between our look and our write: nobody typed it, so plan anew.
    const isName = error instanceof pg.DatabaseError && error.constraint === 'account_username_taken';
    if (isName && people.some(({ usernameWasDerived }) => usernameWasDerived)) throw new RunAgain();
    throw error;
  }
}
