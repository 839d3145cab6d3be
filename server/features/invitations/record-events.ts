import { randomUUIDv7 } from 'node:crypto';
import type { timelineKinds } from '../../../contract/invitations.ts';
import type { Tx } from '../../platform/database.ts';

export interface TimelineEvent {
  readonly invitationId: string;
  readonly kind: (typeof timelineKinds)[number];
  readonly actorId?: string | null;
  readonly response?: string | null;
}

/** What happened to invitations, for their timelines, in the transaction in which it happened. */
export async function recordEvents(tx: Tx, events: readonly TimelineEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx
    .insertInto('invitationEvent')
    .values(
      events.map(({ invitationId, kind, actorId, response }) => ({
        organizationId: tx.organizationId,
        id: randomUUIDv7(),
        invitationId,
        kind,
        actorId: actorId ?? null,
        response: response ?? null,
      })),
    )
    .execute();
}
