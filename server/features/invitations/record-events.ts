import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { timelineKinds } from '../../../contract/invitations.ts';
import type { Tx } from '../../platform/database.ts';
import { jsonText } from '../../platform/json-text.ts';

export interface TimelineEvent {
  readonly invitationId: string;
  readonly kind: (typeof timelineKinds)[number];
  readonly actorId?: string | null;
  readonly response?: string | null;
  /** What the same act leads to at once, which would be the next event. */
  readonly followUp?: (typeof timelineKinds)[number] | undefined;
  /** Of an act on many. */
  readonly batchId?: string | undefined;
}

/** What happened to invitations, for their timelines, in the transaction in which it happened. */
export async function recordEvents(tx: Tx, events: readonly TimelineEvent[]): Promise<void> {
  if (events.length === 0) return;
  const written = events.map((event, place) => ({ ...event, id: randomUUIDv7(), place }));
  // Events of one act keep their order, however fast the rows are written.
  await sql`
    insert into invitation_event (organization_id, id, invitation_id, kind, follow_up, at, actor_id, response,
      batch_id)
    select ${tx.organizationId}, id, "invitationId", kind, "followUp", clock_timestamp() + place * interval '1 microsecond', "actorId",
      response, "batchId"
    from json_to_recordset(${jsonText(written)}::json) as event (id uuid, "invitationId" uuid, kind text, "followUp" text, place int,
      "actorId" uuid, response text, "batchId" uuid)`.execute(tx);
}
