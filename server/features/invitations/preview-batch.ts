import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { emailLimits } from '../../../contract/email-address.ts';
import type { BatchRefusal } from '../../../contract/batch-refusals.ts';
import type {
  BatchAction,
  DomainChange,
  previewBatch as previewBatchRoute,
} from '../../../contract/invitation-batches.ts';
import type { AnswerOf, BodyOf } from '../../../contract/define-route.ts';
import type { InvitationState } from '../../../contract/invitation-filter.ts';
import type { Tx } from '../../platform/database.ts';
import { planByValues } from '../../platform/plan-by-values.ts';
import { apartSeconds } from '../mails/mail-wait.ts';
import { stoppedUntil } from '../mails/sending-limits.ts';
import { isBeyond } from '../permissions/find-beyond.ts';
import type { Actor } from '../sessions/actor.ts';
import { checkDomain } from './check-domain.ts';
import { checkExtension } from './extend.ts';
import { stateNow } from './filter-invitations.ts';
import { refusalOf, sendsMail } from './policy.ts';
import { checkSelection, selectedIds } from './select-invitations.ts';
import { tellLimits } from './tell-limits.ts';

interface Alike {
  readonly state: InvitationState | null;
  readonly accountState: string;
  readonly isMailedLately: boolean;
  /** Of a correction: what speaks against the new address. */
  readonly addressProblem: BatchRefusal | null;
  readonly count: number;
}

/** What doing this to many would come to, by the rules that will decide; the world may move until then. */
export async function previewBatch(
  tx: Tx,
  actor: Actor,
  body: BodyOf<typeof previewBatchRoute>,
): Promise<AnswerOf<typeof previewBatchRoute>> {
  checkSelection(body);
  checkDomain(body);
  // A day that is not chosen yet comes to the same.
  if (body.action === 'extend' && body.until !== undefined) await checkExtension(tx, body);
  await planByValues(tx);
  const groups = await groupAlike(tx, actor, body);
  const isStopped = sendsMail(body.action) && (await stoppedUntil(tx)) !== null;
  const judged = groups.map((group) => ({
    count: group.count,
    isMailed: mails(body.action, group),
    isRevoked: group.state === 'revoked',
    reason: judge(body.action, group) ?? (isStopped ? ('sending_stopped' as const) : undefined),
  }));
  const sum = (counted: readonly { readonly count: number }[]) =>
    counted.reduce((total, { count }) => total + count, 0);
  const byReason = Map.groupBy(judged, ({ reason }) => reason);
  const possible = byReason.get(undefined) ?? [];
  const refused = [...byReason].flatMap(([reason, counted]) =>
    reason === undefined ? [] : [{ reason, count: sum(counted) }],
  );
  const { today } = await tellLimits(tx, actor);
  const postponed = Math.max(0, sum(possible.filter(({ isMailed }) => isMailed)) - today.left);
  const invitedAgain = sum(possible.filter(({ isRevoked }) => isRevoked));
  return { total: sum(judged), possible: sum(possible), refused, postponed, invitedAgain };
}

/** A reminder never waits for another day, and a correction leaves the silent silent and the moment of what waits. */
function mails(action: BatchAction, { state }: Alike): boolean {
  if (action === 'correct') return state !== 'unsent' && state !== 'scheduled';
  return action === 'send' || action === 'resend';
}

function judge(
  action: BatchAction,
  { state, accountState, isMailedLately, addressProblem }: Alike,
): BatchRefusal | undefined {
  if (state === null) return 'gone';
  const reason = refusalOf(action, { state, accountState });
  return reason ?? addressProblem ?? (sendsMail(action) && isMailedLately ? 'mailed_lately' : undefined);
}

/** Counted by what the rules ask: a million invitations are some dozen kinds. */
async function groupAlike(
  tx: Tx,
  actor: Actor,
  body: BodyOf<typeof previewBatchRoute>,
): Promise<readonly Alike[]> {
  const { rows } = await sql<Alike>`
    select ${stateNow} as state, person.state as account_state,
      exists (select from mail where mail.organization_id = ${tx.organizationId}
        and mail.account_id = invitation.account_id and mail.kind in ('invitation', 'reminder')
        and mail.created_at > now() - make_interval(secs => ${apartSeconds})) as is_mailed_lately,
      ${problemOfAddress(tx, actor, body.domain)} as address_problem,
      count(*)::int as count
    from (${selectedIds(tx, body, actor.timeZone)}) as selected
    left join invitation on invitation.organization_id = ${tx.organizationId} and invitation.id = selected.id
    left join person on person.organization_id = ${tx.organizationId} and person.id = invitation.account_id
    group by 1, 2, 3, 4`.execute(tx);
  return rows;
}

/** The rules of `correct-many.ts` for a million at once. */
function problemOfAddress(
  tx: Tx,
  actor: Actor,
  domain: DomainChange | undefined,
): RawBuilder<BatchRefusal | null> {
  if (!domain) return sql`null`;
  const corrected = sql`split_part(person.email_canonical, '@', 1) || '@' || ${domain.to}`;
  return sql`case when split_part(person.email_canonical, '@', 2) <> ${domain.from} then 'other_domain'
    when length(${corrected}) > ${emailLimits.whole} then 'email_too_long'
    when ${isBeyond(tx, actor, sql`person.id`)} then 'grants_beyond_yours'
    when exists (select from account as other where other.organization_id = ${tx.organizationId}
      and other.email_canonical = ${corrected}) then 'email_taken' end`;
}
