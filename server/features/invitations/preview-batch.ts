import { sql } from 'kysely';
import type {
  BatchRefusal,
  previewBatch as previewBatchRoute,
} from '../../../contract/invitation-batches.ts';
import type { AnswerOf, BodyOf } from '../../../contract/define-route.ts';
import type { InvitationState } from '../../../contract/invitation-filter.ts';
import type { Tx } from '../../platform/database.ts';
import { planByValues } from '../../platform/plan-by-values.ts';
import { apartSeconds } from '../mails/mail-wait.ts';
import { stoppedUntil } from '../mails/sending-limits.ts';
import type { Actor } from '../sessions/actor.ts';
import { stateNow } from './filter-invitations.ts';
import { refusalOf, sendsMail } from './policy.ts';
import { checkSelection, selectedIds } from './select-invitations.ts';
import { tellLimits } from './tell-limits.ts';

interface Alike {
  readonly state: InvitationState | null;
  readonly accountState: string;
  readonly isMailedLately: boolean;
  readonly count: number;
}

/** What doing this to many would come to, by the rules that will decide; the world may move until then. */
export async function previewBatch(
  tx: Tx,
  actor: Actor,
  body: BodyOf<typeof previewBatchRoute>,
): Promise<AnswerOf<typeof previewBatchRoute>> {
  checkSelection(body);
  await planByValues(tx);
  const groups = await groupAlike(tx, body, actor.timeZone);
  const isStopped = sendsMail(body.action) && (await stoppedUntil(tx)) !== null;
  const judged = groups.map((group) => ({
    count: group.count,
    reason: judge(body.action, group) ?? (isStopped ? ('sending_stopped' as const) : undefined),
  }));
  const sum = (counted: readonly { readonly count: number }[]) =>
    counted.reduce((total, { count }) => total + count, 0);
  const byReason = Map.groupBy(judged, ({ reason }) => reason);
  const possible = sum(byReason.get(undefined) ?? []);
  const refused = [...byReason].flatMap(([reason, counted]) =>
    reason === undefined ? [] : [{ reason, count: sum(counted) }],
  );
  const { today } = await tellLimits(tx, actor);
  const postponed = body.action === 'resend' || body.action === 'send' ? Math.max(0, possible - today.left) : 0;
  return { total: sum(judged), possible, refused, postponed };
}

function judge(
  action: BodyOf<typeof previewBatchRoute>['action'],
  { state, accountState, isMailedLately }: Alike,
): BatchRefusal | undefined {
  if (state === null) return 'gone';
  const reason = refusalOf(action, { state, accountState });
  return reason ?? (sendsMail(action) && isMailedLately ? 'mailed_lately' : undefined);
}

/** Counted by what the rules ask: a million invitations are some dozen kinds. */
async function groupAlike(
  tx: Tx,
  body: BodyOf<typeof previewBatchRoute>,
  timeZone: string,
): Promise<readonly Alike[]> {
  const { rows } = await sql<Alike>`
    select ${stateNow} as state, person.state as account_state,
      exists (select from mail where mail.organization_id = ${tx.organizationId}
        and mail.account_id = invitation.account_id and mail.kind in ('invitation', 'reminder')
        and mail.created_at > now() - make_interval(secs => ${apartSeconds})) as is_mailed_lately,
      count(*)::int as count
    from (${selectedIds(tx, body, timeZone)}) as selected
    left join invitation on invitation.organization_id = ${tx.organizationId} and invitation.id = selected.id
    left join person on person.organization_id = ${tx.organizationId} and person.id = invitation.account_id
    group by 1, 2, 3`.execute(tx);
  return rows;
}
