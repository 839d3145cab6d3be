import type { AnswerOf } from '../../../contract/define-route.ts';
import type { getAccount } from '../../../contract/people.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { findAccount } from '../accounts/find-account.ts';
import { describeInForce } from '../identities/describe-in-force.ts';
import type { IdentityParts } from '../identities/save-draft.ts';
import { findUpdateRequest } from '../identities/update-requests.ts';
import { newestInvitationOf } from '../invitations/invitations-of.ts';
import type { Actor } from '../sessions/actor.ts';
import { findPerson } from '../sessions/find-person.ts';
import { lastSeenOf } from '../sessions/last-seen-of.ts';
import { abilitiesOf, readerOf } from './policy.ts';

type Described = AnswerOf<typeof getAccount>;

const isoOrNull = (at: Date | null) => at?.toISOString() ?? null;

/** One person as this actor may see them, and what they may do here. @throws {AppError} not_found */
export async function describePerson(
  tx: Tx,
  parts: IdentityParts,
  actor: Actor,
  id: string,
): Promise<Described> {
  const account = await findAccount(tx, id);
  if (!account) throw new AppError('not_found');
  const { name, identityState, personalCode, isFounder } = await findPerson(tx, id);
  const inForce = await describeInForce(tx, parts, id, readerOf(actor));
  const pending = inForce.pending as Described['pending'];
  const { createdAt, activatedAt, ...facts } = account;
  return {
    ...facts,
    ...{ name, identityState, personalCode, isFounder },
    isSelf: id === actor.accountId,
    pending,
    createdAt: createdAt.toISOString(),
    activatedAt: isoOrNull(activatedAt),
    updateRequest: readerOf(actor) === 'reviewer' ? await findUpdateRequest(tx, id) : null,
    lastSeenAt: isoOrNull((await lastSeenOf(tx, [id])).get(id) ?? null),
    invitation: await invitationOf(tx, id),
    validatedAt: isoOrNull(inForce.validatedAt),
    validatedBy: inForce.validatedBy,
    versionInForce: inForce.version,
    alias: inForce.alias,
    fields: inForce.fields,
    hidden: inForce.hidden,
    abilities: abilitiesOf(actor, { ...facts, isFounder, identityState, pending }),
  };
}

async function invitationOf(tx: Tx, accountId: string): Promise<Described['invitation']> {
  const invitation = await newestInvitationOf(tx, accountId);
  if (!invitation) return null;
  const { createdAt, ...rest } = invitation;
  return { ...rest, at: createdAt.toISOString() };
}
