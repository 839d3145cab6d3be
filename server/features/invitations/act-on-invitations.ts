import type { BatchAction } from '../../../contract/invitation-batches.ts';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { lapseGrants } from '../permissions/lapse-grants.ts';
import type { ActOutcome } from './act-outcome.ts';
import type { Asker } from './asker.ts';
import { daysAhead } from './clear-to-send.ts';
import { correctMany } from './correct-many.ts';
import type { DomainCorrection } from './correct-many.ts';
import { editMany } from './edit-many.ts';
import type { ManyEdits } from './edit-many.ts';
import { extend } from './extend.ts';
import type { Extension } from './extend.ts';
import { lockInvitations } from './lock-invitations.ts';
import type { LockedInvitation } from './lock-invitations.ts';
import { refusalOf } from './policy.ts';
import { recordEvents } from './record-events.ts';
import { remind } from './remind.ts';
import { revoke } from './revoke.ts';
import { sendAgain } from './send-again.ts';
import type { SendAgainParts } from './send-again.ts';

export interface ActOrder {
  readonly action: BatchAction;
  readonly asker: Asker;
  readonly origin: Pick<Origin, 'ip' | 'requestId'>;
  /** Of an act on many: who is left as they are is told there. */
  readonly batchId?: string | undefined;
  /** For `extend`. */
  readonly extension: Extension;
  /** For `edit`. */
  readonly edits?: ManyEdits;
  /** For `correct`. */
  readonly correction?: DomainCorrection | undefined;
  readonly isCorrection?: boolean;
}

/**
 * Does one thing to many invitations: locked in one order, each asked by the same rules as an act on one, each step one
 * statement for all. @returns what became of each id that was given
 */
export async function actOnInvitations(
  tx: Tx,
  parts: SendAgainParts,
  order: ActOrder,
  ids: readonly string[],
): Promise<Map<string, ActOutcome>> {
  const outcomes = new Map<string, ActOutcome>(ids.map((id) => [id, { kind: 'refused', reason: 'gone' }]));
  const locked = await lockInvitations(tx, ids);
  const possible = locked.filter((invitation) => {
    const reason = refusalOf(order.action, invitation);
    if (reason) outcomes.set(invitation.id, { kind: 'refused', reason });
    return reason === undefined;
  });
  if (possible.length === 0) return outcomes;
  for (const [id, outcome] of await carryOut(tx, parts, order, possible)) outcomes.set(id, outcome);
  return outcomes;
}

async function carryOut(
  tx: Tx,
  parts: SendAgainParts,
  order: ActOrder,
  invitations: readonly LockedInvitation[],
): Promise<Map<string, ActOutcome>> {
  const { asker, batchId } = order;
  const ids = invitations.map(({ id }) => id);
  switch (order.action) {
    case 'send':
    case 'resend': {
      const { isCorrection = false } = order;
      const outcomes = await sendAgain(tx, parts, invitations, { asker, batchId, daysAhead, isCorrection });
      return lapsed(tx, order, invitations, outcomes);
    }
    case 'correct': {
      const { correction } = order;
      const rules = correction && { asker, batchId, ...correction };
      const outcomes = rules ? await correctMany(tx, parts, rules, invitations) : [];
      return lapsed(tx, order, invitations, new Map(outcomes));
    }
    case 'remind':
      return remind(tx, parts, invitations, { asker, batchId });
    case 'revoke':
      return noted(tx, order, ids, { kind: 'revoked', done: await revoke(tx, ids) });
    case 'extend':
      return noted(tx, order, ids, { kind: 'extended', done: await extend(tx, ids, order.extension) });
    case 'edit':
      return noted(tx, order, ids, { kind: 'edited', done: await editMany(tx, order, ids) });
  }
}

/** Of those that were sent, what their giver may not give any more: asked again, because the world moved (P20). */
async function lapsed(
  tx: Tx,
  { origin }: ActOrder,
  invitations: readonly LockedInvitation[],
  outcomes: Map<string, ActOutcome>,
): Promise<Map<string, ActOutcome>> {
  const sent = invitations.filter(({ id }) => outcomes.get(id)?.kind === 'done');
  await lapseGrants(
    tx,
    sent.map(({ accountId }) => accountId),
    origin,
  );
  return outcomes;
}

async function noted(
  tx: Tx,
  { asker, batchId }: ActOrder,
  ids: readonly string[],
  { kind, done }: { readonly kind: 'revoked' | 'extended' | 'edited'; readonly done: readonly string[] },
): Promise<Map<string, ActOutcome>> {
  await recordEvents(
    tx,
    done.map((invitationId) => ({ invitationId, kind, actorId: asker.accountId, batchId })),
  );
  const isDone = new Set(done);
  return new Map(
    ids.map((id): [string, ActOutcome] => [
      id,
      isDone.has(id) ? { kind: 'done' } : { kind: 'refused', reason: 'no_longer' },
    ]),
  );
}
