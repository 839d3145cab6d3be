import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Texts } from '../../platform/texts.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import type { Problems } from './check-changes.ts';
import { endClaim } from './claim-review.ts';
import { findContents } from './content.ts';
import { fieldsOf, findForm } from './find-form.ts';
import { lockForReview } from './lock-for-review.ts';
import { mailPerson } from './mail-person.ts';

interface ReturnRequest {
  readonly accountId: string;
  readonly version: number;
  /** By field; `alias` stands for the alias. */
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * Gives single fields back to the person, each with its reason. What is in force stays so.
 * @throws {AppError} not_found, own_identity, stale_version, already_reviewed, not_possible_now, not_acceptable
 */
export async function returnIdentity(
  tx: Tx,
  { texts, jobs }: { readonly texts: Texts; readonly jobs: Jobs },
  actor: Actor,
  { accountId, version, reasons }: ReturnRequest,
) {
  const identity = await lockForReview(tx, actor, { accountId, version });
  const stored = (await findContents(tx, accountId, [version])).get(version);
  const form = fieldsOf(await findForm(tx, texts, stored?.formVersion));
  const fields = reasonProblems(reasons, new Set([...form.keys(), 'alias']));
  if (Object.keys(fields).length > 0) throw new AppError('not_acceptable', { fields });
  await tx
    .updateTable('identityVersion')
    .set({
      state: 'returned',
      reasons: JSON.stringify(reasons),
      decidedAt: sql`now()`,
      decidedBy: actor.accountId,
    })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('version', '=', version)
    .execute();
  const state = identity.state === 'validated' ? 'validated' : 'returned';
  await tx
    .updateTable('identity')
    .set({ state, pendingState: 'returned' })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .execute();
  await endClaim(tx, accountId);
  await recordActivity(tx, actor.origin, [
    {
      action: 'identity.returned',
      actorId: actor.accountId,
      subject: { type: 'account', id: accountId },
      fields: Object.keys(reasons),
    },
  ]);
  await mailPerson(tx, jobs, { kind: 'identity_returned', accountId, version });
  return { state } as const;
}

function reasonProblems(reasons: ReturnRequest['reasons'], known: ReadonlySet<string>): Problems {
  const given = Object.entries(reasons);
  if (given.length === 0) return { reasons: [{ code: 'identity.reasons_needed' }] };
  return Object.fromEntries(
    given.flatMap(([key, reason]) => {
      if (!known.has(key)) return [[`reasons.${key}`, [{ code: 'identity.unknown_field' }]]];
      return reason === '' ? [[`reasons.${key}`, [{ code: 'identity.reason_needed' }]]] : [];
    }),
  );
}
