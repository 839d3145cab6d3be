import { sql } from 'kysely';
import type { BodyOf } from '../../../contract/define-route.ts';
import type { actOnInvitations } from '../../../contract/invitation-batches.ts';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { FieldProblem } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { editInvitedAccounts } from '../accounts/edit-invited-accounts.ts';
import { translateWaitingMails } from '../mails/reschedule-mail.ts';
import { addGrants } from '../permissions/add-grants.ts';
import type { Giver } from '../permissions/add-grants.ts';
import { lapseGrants } from '../permissions/lapse-grants.ts';
import { grantsProblems, withdrawalProblems } from '../permissions/policy.ts';
import type { Giving, GrantRequest } from '../permissions/policy.ts';
import { withdrawGrants } from '../permissions/withdraw-grants.ts';
import type { Actor } from '../sessions/actor.ts';
import { accountStillInvited } from './send-again.ts';

type Order = BodyOf<typeof actOnInvitations>;
const named = ['population', 'language', 'grants', 'withdraw'] as const;

/** What becomes the same in many invitations. */
export type Edits = Pick<Order, (typeof named)[number]>;

export interface ManyEdits {
  readonly changes: Edits;
  readonly giver: Giver;
}

export function editsOf({ population, language, grants, withdraw }: Order): Edits {
  return { population, language, grants, withdraw };
}

/** @throws {AppError} not_acceptable: an edit says what changes, and grants what its giver may grant (P20) */
export function checkEdits(languages: readonly string[], actor: Actor, order: Order): void {
  const changed = named.find((name) => order[name] !== undefined);
  if (order.action !== 'edit') {
    if (changed) throw refuseField(changed, 'batch.edit_only');
    return;
  }
  if (!changed) throw refuseField('population', 'batch.nothing_edited');
  if (order.language !== undefined && !languages.includes(order.language)) {
    throw refuseField('language', 'language.unknown');
  }
  const fields = permissionProblems(actor, order);
  if (Object.keys(fields).length > 0) throw new AppError('not_acceptable', { fields });
}

/** What speaks against what is given and taken away, asked again before each chunk (P20). */
export function permissionProblems(
  actor: Giving & Pick<Actor, 'timeZone'>,
  { grants = [], withdraw = [] }: Edits,
): Record<string, readonly FieldProblem[]> {
  return { ...grantsProblems(actor, grants), ...withdrawalProblems(actor, withdraw, grants) };
}

/** For the activity: names of what changed, and what it is now. */
export function toldEdits(order: Order) {
  if (order.action !== 'edit') return {};
  const { population, language, grants, withdraw } = order;
  return {
    fields: named.filter((name) => order[name] !== undefined),
    after: {
      ...(population && { population }),
      ...(language && { language }),
      ...(grants && { grants: namesOf(grants) }),
      ...(withdraw && { withdraw: namesOf(withdraw) }),
    },
  };
}

const namesOf = (grants: readonly GrantRequest[]) =>
  grants.map(({ application, permission }) => `${application}:${permission}`);

/**
 * Changes many invitations alike, while nobody has joined by them. Who calls has locked them, and has asked
 * `permissionProblems`. @returns the ids of those that were changed
 */
export async function editMany(
  tx: Tx,
  { edits, origin }: { readonly edits?: ManyEdits; readonly origin: Pick<Origin, 'ip' | 'requestId'> },
  ids: readonly string[],
): Promise<string[]> {
  if (!edits) return [];
  const { population, language, grants, withdraw } = edits.changes;
  const { rows } = await sql<{ id: string; accountId: string }>`
    update invitation set version = version + 1, language = coalesce(${language ?? null}, language)
    where organization_id = ${tx.organizationId} and id = any(${ids}::uuid[])
      and state not in ('accepted', 'revoked') and ${accountStillInvited}
    returning id, account_id`.execute(tx);
  const edited = rows.map(({ id }) => id);
  const accountIds = rows.map(({ accountId }) => accountId);
  // Asked again, because the world moved since they were given (P20).
  await lapseGrants(tx, accountIds, origin);
  await editInvitedAccounts(tx, accountIds, { population, language });
  if (language !== undefined) await translateWaitingMails(tx, edited, language);
  if (withdraw) await withdrawGrants(tx, edits.giver.accountId, accountIds, withdraw);
  if (grants) await addGrants(tx, edits.giver, accountIds, grants);
  return edited;
}
