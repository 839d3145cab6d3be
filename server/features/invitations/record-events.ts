import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { timelineKinds } from '../../../contract/invitations.ts';
import type { Tx } from '../../platform/database.ts';

export interface TimelineEvent {
  readonly invitationId: string;
  readonly kind: (typeof timelineKinds)[number];
  readonly actorId?: string | null;
  readonly response?: string | null;
  /** Of an act on many. */
  readonly batchId?: string | undefined;
}

/** What happened to invitations, for their timelines, in the transaction in which it happened. */
export async function recordEvents(tx: Tx, events: readonly TimelineEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx
    .insertInto('invitationEvent')
    .values(
      events.map(({ invitationId, kind, actorId, response, batchId }, place) => ({
        organizationId: tx.organizationId,
        id: randomUUIDv7(),
        invitationId,
        kind,
        // Events of one act keep their order, however fast the rows are written.
        at: sql<Date>`clock_timestamp() + ${place} * interval '1 microsecond'`,
        actorId: actorId ?? null,
        response: response ?? null,
        batchId: batchId ?? null,
      })),
    )
    .execute();
}
